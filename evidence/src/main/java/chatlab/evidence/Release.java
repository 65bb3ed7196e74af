package chatlab.evidence;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a distribution was built from: the file `VERSION` in its folder.
///
/// @param version such as `1.0`
/// @param git null: not known
public record Release(String version, @Nullable Git git) {
    /// The file's name.
    public static final String FILE = "VERSION";

    private static final char SEPARATOR = '=';

    /// Reads the file; empty where there is none.
    public static Optional<Release> of(Path folder) {
        var file = folder.resolve(FILE);
        return Readings.value(file, "version", SEPARATOR)
                .map(version -> new Release(version, git(file).orElse(null)));
    }

    private static Optional<Git> git(Path file) {
        var dirty = Readings.value(file, "dirty", SEPARATOR).map(Boolean::valueOf);
        return Readings.value(file, "commit", SEPARATOR)
                .map(commit -> new Git(commit, dirty.orElse(null)));
    }

    /// The file's text.
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add("version=" + version);
        if (git != null) {
            lines.add("commit=" + git.commit());
            if (git.dirty() != null) lines.add("dirty=" + git.dirty());
        }
        return String.join("\n", lines) + "\n";
    }
}
