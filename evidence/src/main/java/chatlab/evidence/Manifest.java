package chatlab.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The list of the files that a run left, with their hashes: what belongs together, unchanged.
///
/// It shows a mix-up or a later edit. It does not stop anyone who writes the manifest anew.
///
/// @param files sorted by path
/// @param commandLine what was run
/// @param exitCode of the command, as the lab's commands define exit codes
public record Manifest(
        String schema,
        List<File> files,
        List<String> commandLine,
        int exitCode,
        Instant started,
        Instant ended) {

    static final String SCHEMA = "chatlab/manifest/1";

    /// Its file name, in the run's directory.
    public static final String NAME = "manifest.json";

    /// One file.
    ///
    /// @param path relative to the run's directory, with `/` between its parts
    public record File(String path, String sha256, long bytes) {}

    /// One file that differs from what the manifest says.
    public record Mismatch(String path, Kind kind) {
        /// How it differs.
        public enum Kind {
            /// It exists and has other bytes.
            CHANGED,
            /// It does not exist, or is not a plain file.
            MISSING,
            /// Its path leads outside the run's directory, so it was not opened.
            OUTSIDE
        }
    }

    public Manifest {
        files = List.copyOf(files);
        commandLine = List.copyOf(commandLine);
    }

    /// The manifest in that directory.
    ///
    /// @throws IOException with a sentence for the user, if there is none or it cannot be read
    public static Manifest read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        Manifest manifest;
        try {
            manifest = Json.read(file, Manifest.class);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    file + " is not there: the run was not finished, or this is no run's directory",
                    e);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not a manifest: " + e.getOriginalMessage(), e);
        }
        if (!SCHEMA.equals(manifest.schema)) {
            throw new IOException(file + " has schema " + manifest.schema + ", not " + SCHEMA);
        }
        return manifest;
    }

    /// Compares the files in the directory with its manifest; empty if none has changed.
    public static List<Mismatch> verify(Path directory) throws IOException {
        List<Mismatch> mismatches = new ArrayList<>();
        for (File listed : read(directory).files) {
            Path file = directory.resolve(listed.path).normalize();
            if (!file.startsWith(directory.normalize())) {
                mismatches.add(new Mismatch(listed.path, Mismatch.Kind.OUTSIDE));
            } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                mismatches.add(new Mismatch(listed.path, Mismatch.Kind.MISSING));
            } else if (!Sha256.of(file).equals(listed.sha256)) {
                mismatches.add(new Mismatch(listed.path, Mismatch.Kind.CHANGED));
            }
        }
        return mismatches;
    }
}
