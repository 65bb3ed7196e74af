package chatlab.cli;

import chatlab.evidence.Sha256;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The checksums of a distribution, as `sha256sum` writes and reads them.
public final class Checksums {
    /// The name of their file.
    public static final String FILE = "SHA256SUMS";

    private static final String SEPARATOR = "  ";

    private Checksums() {}

    /// The line of one file.
    public static String line(String path, byte[] bytes) {
        return Sha256.of(bytes) + SEPARATOR + path + "\n";
    }

    /// The paths of the files that are missing or have other bytes.
    static List<String> differences(Path home) throws IOException {
        List<String> different = new ArrayList<>();
        for (String line : Files.readAllLines(home.resolve(FILE))) {
            int end = line.indexOf(SEPARATOR);
            if (end < 0) continue;
            String path = line.substring(end + SEPARATOR.length());
            Path file = home.resolve(path);
            if (!Files.isRegularFile(file) || !Sha256.of(file).equals(line.substring(0, end))) {
                different.add(path);
            }
        }
        return different;
    }
}
