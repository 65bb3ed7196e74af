package chatlab.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The folders in which a shell finds its commands (PATH).
final class SearchPath {

    private SearchPath() {}

    /// The file that this name starts; on Windows a program or a script.
    static Optional<Path> find(String name) {
        String path = System.getenv("PATH");
        return Stream.of((path == null ? "" : path).split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder ->
                        Stream.of("", ".exe", ".cmd").map(end -> Path.of(folder, name + end)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
