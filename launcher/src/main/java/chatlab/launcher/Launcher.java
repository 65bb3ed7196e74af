package chatlab.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Starts the lab that lies in a folder: a distribution, or a checkout.
final class Launcher {
    private static final int COULD_NOT_RUN = 3;

    /// Commands that print something and end, or whose child processes do the work, so that the
    /// optimizing compiler would not pay off.
    private static final List<String> SHORT =
            Arrays.asList(
                    "-h",
                    "-V",
                    "--version",
                    "help",
                    "completion",
                    "doctor",
                    "strategies",
                    "docs",
                    "handout",
                    "hint",
                    "learn",
                    "report",
                    "step");

    private final Path home;
    private final Map<String, String> environment;
    private final PrintStream err;

    Launcher(Path home, Map<String, String> environment, PrintStream err) {
        this.home = home;
        this.environment = environment;
        this.err = err;
    }

    /// Runs the command to its end.
    ///
    /// @return the command's exit code, or 3 if it could not be started
    int run(List<String> command) throws IOException, InterruptedException {
        Build build = new Build(home);
        try {
            Path jdk = JdkSearch.usual(environment).find();
            boolean isDoctor = command.indexOf("doctor") == 0 && Files.exists(build.jar());
            // The doctor reports on the build as it is, fresh or not.
            if (!build.isDistribution() && !isDoctor && !build.isFresh()) {
                build.make(jdk, environment, err);
            }
            return start(words(jdk, build.jar(), command));
        } catch (LaunchException e) {
            err.println("lab: " + e.getMessage());
            return COULD_NOT_RUN;
        }
    }

    private List<String> words(Path jdk, Path jar, List<String> command) {
        List<String> words = new ArrayList<>();
        words.add(JdkSearch.program(jdk, "java").toString());
        words.addAll(
                Arrays.asList(
                        "-XX:+DisplayVMOutputToStderr",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        words.addAll(collector(command));
        String options = environment.getOrDefault("LAB_JAVA_OPTS", "").trim();
        if (!options.isEmpty()) words.addAll(Arrays.asList(options.split("\\s+", -1)));
        words.add("-jar");
        words.add(jar.toString());
        words.addAll(command);
        return words;
    }

    /// As in the script `lab`, which says why.
    private List<String> collector(List<String> command) {
        if (environment.getOrDefault("LAB_JAVA_OPTS", "").contains("GC")) return Arrays.asList();
        String first = command.isEmpty() ? "help" : command.get(0);
        if (SHORT.contains(first) || command.contains("--help")) {
            return Arrays.asList("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
        }
        switch (first) {
            case "server":
                boolean hasManyProcessors = Runtime.getRuntime().availableProcessors() > 3;
                return hasManyProcessors
                        ? Arrays.asList("-XX:+UseParallelGC", "-Xmn32m")
                        : Arrays.asList(
                                "-XX:+UseSerialGC",
                                "-Xmn12m",
                                "-XX:SurvivorRatio=2",
                                "-XX:+UseCompactObjectHeaders");
            case "web":
                return Arrays.asList("-XX:+UseSerialGC", "-Xmn16m", "-XX:TieredStopAtLevel=1");
            default:
                return Arrays.asList();
        }
    }

    /// Ctrl-C reaches both processes. This one waits, so that the prompt returns after the lab's
    /// last line.
    private static int start(List<String> words) throws IOException, InterruptedException {
        Process lab = new ProcessBuilder(words).inheritIO().start();
        Thread wait = new Thread(() -> waitFor(lab), "wait for the lab");
        Runtime.getRuntime().addShutdownHook(wait);
        int exitCode = lab.waitFor();
        try {
            Runtime.getRuntime().removeShutdownHook(wait);
        } catch (IllegalStateException e) {
            return exitCode; // the JVM ends already, and the hook has nothing to wait for
        }
        return exitCode;
    }

    private static void waitFor(Process lab) {
        try {
            lab.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
