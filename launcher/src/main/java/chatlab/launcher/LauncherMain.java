package chatlab.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;

/// The program that `lab.cmd` starts. Arguments: the folder of `lab.cmd`, and those of the command.
public final class LauncherMain {
    private LauncherMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Paths.get(arguments[0]).toAbsolutePath().normalize();
        List<String> command = Arrays.asList(arguments).subList(1, arguments.length);
        System.exit(new Launcher(home, System.getenv(), System.err).run(command));
    }
}
