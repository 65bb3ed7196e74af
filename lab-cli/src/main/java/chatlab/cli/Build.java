package chatlab.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.CodeSource;
import java.util.Optional;
import java.util.stream.Stream;

/// The running build and its sources.
///
/// The `lab` script follows the same rule: a build is as old as its stamp, and its sources are
/// every `pom.xml` and everything in a module's `src/main`.
///
/// @param home the directory with the `lab` script
record Build(Path home) {

    /// After a successful build the `lab` script gives this file the time when the build began.
    private static final String STAMP = "lab-cli/target/lab.stamp";

    /// Empty when the lab was not started from `lab-cli/target/lab.jar`, as in a development tool.
    static Optional<Build> running() {
        CodeSource source = Build.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        Path jar = Path.of(URI.create(source.getLocation().toString()));
        return jar.endsWith("lab-cli/target/lab.jar")
                ? Optional.of(new Build(jar.resolve("../../..").normalize()))
                : Optional.empty();
    }

    boolean isFresh() throws IOException {
        Path stamp = home.resolve(STAMP);
        if (!Files.exists(stamp)) {
            return false;
        }
        FileTime built = Files.getLastModifiedTime(stamp);
        try (Stream<Path> modules = Files.list(home)) {
            for (Path module : modules.filter(Files::isDirectory).toList()) {
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
        if (!Files.exists(top)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).compareTo(built) > 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
