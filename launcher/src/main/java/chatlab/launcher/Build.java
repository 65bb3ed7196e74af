package chatlab.launcher;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A lab on disk: a distribution, which is built, or a checkout, which may have to be.
///
/// The script `lab` follows the same rule: a build is as old as its stamp, and its sources are
/// every `pom.xml` and everything in a module's `src/main`.
public final class Build {
    /// After a successful build this file has the time when the build began.
    private static final String STAMP = "lab-cli/target/lab.stamp";

    private final Path home;

    /// @param home the folder with the script `lab`
    public Build(Path home) {
        this.home = home;
    }

    public boolean isDistribution() {
        return Files.exists(home.resolve("lab.jar"));
    }

    Path jar() {
        return home.resolve(isDistribution() ? "lab.jar" : "lab-cli/target/lab.jar");
    }

    /// Whether no source is newer than the build.
    public boolean isFresh() throws IOException {
        Path stamp = home.resolve(STAMP);
        if (!Files.exists(stamp) || !Files.exists(jar())) return false;
        FileTime built = Files.getLastModifiedTime(stamp);
        try (Stream<Path> modules = Files.list(home)) {
            for (Path module : modules.filter(Files::isDirectory).collect(Collectors.toList())) {
                if (isNewer(module.resolve("pom.xml"), built)
                        || isNewer(module.resolve("src/main"), built)) {
                    return false;
                }
            }
        }
        return !isNewer(home.resolve("pom.xml"), built);
    }

    /// Folders count, too: a folder changes when a file in it is deleted.
    private static boolean isNewer(Path top, FileTime built) throws IOException {
        if (!Files.exists(top)) return false;
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.collect(Collectors.toList())) {
                if (Files.getLastModifiedTime(file).compareTo(built) > 0) return true;
            }
            return false;
        }
    }

    /// Builds the checkout, unless another process has done it meanwhile.
    ///
    /// @param err is told that a build begins, and why it failed
    void make(Path jdk, Map<String, String> environment, PrintStream err)
            throws IOException, InterruptedException, LaunchException {
        String maven = maven(environment);
        Files.createDirectories(home.resolve("target"));
        // The system releases the lock if this process is killed.
        try (RandomAccessFile file =
                        new RandomAccessFile(home.resolve("target/lab-build.lock").toFile(), "rw");
                FileLock lock = file.getChannel().lock()) {
            if (lock.isValid() && !isFresh()) run(maven, jdk, err);
        }
    }

    private void run(String maven, Path jdk, PrintStream err)
            throws IOException, InterruptedException, LaunchException {
        err.println(
                Files.exists(jar())
                        ? "lab: the sources have changed; building, which may take a few minutes."
                        : "lab: building the lab; the first build takes one to three minutes.");
        Path log = home.resolve("target/lab-build.log");
        FileTime begun = FileTime.fromMillis(System.currentTimeMillis());
        ProcessBuilder builder = new ProcessBuilder(maven, "-q", "-B", "-Dstyle.color=never");
        builder.command().addAll(Arrays.asList("-Dmaven.test.skip=true", "-Dchecks.skip"));
        builder.command().add("package");
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.directory(home.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        if (process.waitFor() != 0) {
            errors(log).forEach(err::println);
            throw new LaunchException(
                    "the build failed; the complete output of Maven is in " + log + ".");
        }
        Path stamp = home.resolve(STAMP);
        if (!Files.exists(stamp)) Files.createFile(stamp);
        Files.setLastModifiedTime(stamp, begun); // files saved during the build are newer
    }

    /// Windows starts a batch file only by its whole name.
    private static String maven(Map<String, String> environment) throws LaunchException {
        String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
        for (String folder : path.split(File.pathSeparator, -1)) {
            for (String name : new String[] {"mvn.cmd", "mvn"}) {
                Path file = Paths.get(folder, name);
                if (!folder.isEmpty() && Files.isExecutable(file)) return file.toString();
            }
        }
        throw new LaunchException(
                "the lab must be built first, but Maven is not on the PATH;"
                        + " install Apache Maven 3.8 or newer.");
    }

    /// Leaves out the JVM's warnings about Maven's libraries, and Maven's summary.
    private static List<String> errors(Path log) throws IOException {
        List<String> errors = new ArrayList<>();
        String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        for (String line : text.split("\\R", -1)) {
            boolean isSummary =
                    line.startsWith("[ERROR] -> [Help ")
                            || line.matches("\\[ERROR\\] Failed .*: Compilation failure.*");
            if (isSummary) break;
            if (!errors.isEmpty() || line.startsWith("[ERROR]")) errors.add(line);
        }
        return errors;
    }
}
