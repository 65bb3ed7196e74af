package chatlab.cli.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of the distribution.
///
/// @param path relative to its folder, with `/` between its parts
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record DistributionFile(String path, byte[] bytes, boolean isExecutable) {
    static DistributionFile text(String path, String text) {
        return new DistributionFile(path, text.getBytes(StandardCharsets.UTF_8), false);
    }

    static DistributionFile copy(String path, Path file) throws IOException {
        return new DistributionFile(path, Files.readAllBytes(file), false);
    }
}
