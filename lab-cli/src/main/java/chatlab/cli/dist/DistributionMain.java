package chatlab.cli.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Writes the distribution as a zip and a tar.gz, and prints where they are. Arguments: the
/// checkout, the version, the time stamp of all files, and the folder to write to.
final class DistributionMain {
    private DistributionMain() {}

    public static void main(String[] arguments) throws IOException {
        var version = arguments[1];
        var time = LocalDateTime.ofInstant(Instant.parse(arguments[2]), ZoneOffset.UTC);
        var folder = Files.createDirectories(Path.of(arguments[3]));
        var name = "chat-lab-" + version;
        var files = Distribution.files(Path.of(arguments[0]), version);
        var archives = new Archives(name, files, time);
        archives.zip(folder.resolve(name + ".zip"));
        archives.tar(folder.resolve(name + ".tar.gz"));
        System.out.println(folder.resolve(name + ".zip"));
        System.out.println(folder.resolve(name + ".tar.gz"));
    }
}
