package chatlab.coursework.check;

import chatlab.evidence.Sha256;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tells a file whose lines end otherwise from one whose content has changed.
final class LineEnds {
    private LineEnds() {}

    /// Whether a file differs from what has this hash in the ends of its lines, and only there.
    static boolean alone(Path file, String sha256) throws IOException {
        if (Sha256.of(file).equals(sha256)) return false;
        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        var unix = text.replace("\r\n", "\n");
        return Sha256.of(unix).equals(sha256)
                || Sha256.of(unix.replace("\n", "\r\n")).equals(sha256);
    }
}
