package chatlab.web.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;

/// The names, sizes and times of the files of a folder. Two that are equal mean that nothing was
/// saved in between.
record FolderStamp(Set<String> files) {
    private static final int DEPTH = 6;
    private static final int MOST_FILES = 5_000;

    FolderStamp {
        files = Set.copyOf(files);
    }

    /// A folder that is changed meanwhile gives some stamp, and another one next time.
    static FolderStamp of(Path folder) {
        Set<String> files = new TreeSet<>();
        try (var all = Files.find(folder, DEPTH, (_, attributes) -> attributes.isRegularFile())) {
            for (var file : all.limit(MOST_FILES).toList()) {
                var about = Files.readAttributes(file, BasicFileAttributes.class);
                files.add(file + " " + about.size() + " " + about.lastModifiedTime().toMillis());
            }
        } catch (IOException | UncheckedIOException e) {
            files.add(String.valueOf(e.getMessage()));
        }
        return new FolderStamp(files);
    }
}
