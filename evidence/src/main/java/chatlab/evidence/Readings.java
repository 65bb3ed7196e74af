package chatlab.evidence;

import chatlab.process.ChildCommand;
import chatlab.process.Ended.Ending;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Readings of the machine. A file that cannot be read, a missing tool and a tool that takes too
/// long all give an empty result.
final class Readings {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private Readings() {}

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException | SecurityException _) {
            return List.of();
        }
    }

    static Optional<String> line(Path file) {
        return lines(file).stream().findFirst().map(String::strip).filter(s -> !s.isEmpty());
    }

    /// The value after the first `key` and the separator, as in `/proc/cpuinfo` and
    /// `/etc/os-release`; without quotes around it.
    static Optional<String> value(Path file, String key, char separator) {
        return lines(file).stream()
                .filter(line -> line.indexOf(separator) > 0)
                .filter(line -> line.substring(0, line.indexOf(separator)).strip().equals(key))
                .map(line -> line.substring(line.indexOf(separator) + 1).strip())
                .map(value -> value.replaceAll("^\"|\"$", ""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    static List<Path> entries(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException | SecurityException _) {
            return List.of();
        }
    }

    /// What a child process prints, if it ends with exit code 0 within five seconds.
    static Optional<String> output(Path directory, String... command) {
        try {
            var ended =
                    ChildCommand.of(List.of(command))
                            .withDirectory(directory)
                            .withEnvironment(Readings::forReading)
                            .run(LIMIT);
            return ended.ending() == Ending.BY_ITSELF && ended.exitCode() == 0
                    ? Optional.of(ended.output().strip())
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void forReading(Map<String, String> environment) {
        // A git hook sets variables that point git to another repository.
        environment.keySet().removeIf(name -> name.startsWith("GIT_"));
        // Reading must not change anything; without this, `git status` rewrites the index.
        environment.put("GIT_OPTIONAL_LOCKS", "0");
    }
}
