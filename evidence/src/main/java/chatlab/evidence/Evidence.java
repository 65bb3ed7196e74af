package chatlab.evidence;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/// The trail that a measuring command leaves in its `--out` directory.
///
/// ```java
/// Evidence.Run run = Evidence.begin(out, commandLine); // reads the machine before it is busy
/// run.write("demo.json", results);
/// run.note("order", strategies);
/// run.finish(0); // environment.json, then manifest.json
/// ```
public final class Evidence {

    private Evidence() {}

    /// Starts a run: makes the directory, and reads the machine and the clock.
    ///
    /// The manifest of an earlier run in the same directory is deleted at once, so that a run that
    /// is killed half-way leaves no manifest rather than a wrong one.
    ///
    /// @throws IOException with a sentence for the user, when nothing can be written there
    public static Run begin(Path directory, List<String> commandLine) throws IOException {
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(directory.resolve(Manifest.NAME));
            // A long measurement must not fail at its end, so try now to make a file.
            Files.delete(Files.createTempFile(directory, ".lab", null));
        } catch (IOException e) {
            throw new IOException(
                    "cannot write results to %s: %s; choose another directory with --out"
                            .formatted(directory, reason(e)),
                    e);
        }
        return new Run(directory, commandLine, Environment.capture());
    }

    /// The exceptions of `java.nio.file` often have nothing but the path as their message.
    private static String reason(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException _ -> "a file is in the way";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    /// One run, from [#begin] to [#finish]. Confined to one thread.
    public static final class Run {

        private final Path directory;
        private final List<String> commandLine;
        private final Environment environment;
        private final TreeSet<String> names = new TreeSet<>();
        private final Map<String, Object> notes = new TreeMap<>();
        private boolean finished;

        private Run(Path directory, List<String> commandLine, Environment environment) {
            this.directory = directory;
            this.commandLine = List.copyOf(commandLine);
            this.environment = environment;
        }

        /// What the run is measured on, as read at its beginning.
        public Environment environment() {
            return environment;
        }

        /// Writes a value as JSON.
        public void write(String name, Object value) throws IOException {
            writeText(name, Json.pretty(value));
        }

        /// Writes a text in UTF-8.
        public void writeText(String name, String text) throws IOException {
            Path file = file(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
        }

        /// A file of this run that another program writes, such as a tool in a child process. It
        /// must exist when the run finishes.
        ///
        /// @param name relative to the run's directory, with `/` between its parts
        public Path file(String name) {
            if (finished) {
                throw new IllegalStateException("the run is finished");
            }
            Path file = directory.resolve(name).normalize();
            if (!file.startsWith(directory.normalize()) || file.equals(directory.normalize())) {
                throw new IllegalArgumentException("outside the run's directory: " + name);
            }
            names.add(name);
            return file;
        }

        /// Adds a note to `environment.json`, such as a strategy's source hash.
        public void note(String key, @Nullable Object value) {
            notes.put(key, value);
        }

        /// Ends the run: writes `environment.json` with the present load and time, then the
        /// manifest of all files. Nothing can be added afterwards.
        public void finish(int exitCode) throws IOException {
            Environment ended = environment.ended(notes);
            write("environment.json", ended);
            finished = true;
            List<Manifest.File> files = new ArrayList<>();
            for (String name : names) {
                Path file = directory.resolve(name);
                files.add(new Manifest.File(name, Sha256.of(file), Files.size(file)));
            }
            Instant end = Objects.requireNonNull(ended.ended());
            var manifest =
                    new Manifest(
                            Manifest.SCHEMA,
                            files,
                            commandLine,
                            exitCode,
                            environment.started(),
                            end);
            Files.writeString(directory.resolve(Manifest.NAME), Json.pretty(manifest));
        }
    }
}
