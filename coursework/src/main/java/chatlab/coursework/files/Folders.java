package chatlab.coursework.files;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/// Operations on the grader's own folders and files.
public final class Folders {
    private Folders() {}

    /// Copies a folder and all in it, and follows no link.
    public static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : paths.toList()) {
                var target = to.resolve(from.relativize(path));
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    /// Lets everybody read a folder and all in it, as the sandbox's user must.
    public static void open(Path folder) throws IOException {
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) return;
        try (var paths = Files.walk(folder)) {
            for (var path : paths.toList()) {
                var rights = Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--";
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
            }
        }
    }

    /// The text of a file that a person has written, or saved from a spreadsheet.
    ///
    /// @throws IOException with a sentence for the user, if it is in another encoding
    public static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException(
                    file + " is not in UTF-8; save it with that encoding (a table: as CSV UTF-8)",
                    e);
        }
    }

    /// Replaces a file in one step: a reader sees the old text or the new one, never a part.
    public static void write(Path file, String text) throws IOException {
        var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        var next = Files.createTempFile(folder, ".", ".new");
        try {
            Files.writeString(next, text);
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
