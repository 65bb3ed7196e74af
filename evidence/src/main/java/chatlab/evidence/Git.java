package chatlab.evidence;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/// The commit that the lab was built from.
///
/// @param dirty whether sources that the build reads (`src` folders and poms) differ from the
///   commit, new files included; null: not known
public record Git(String commit, @Nullable Boolean dirty) {

    /// The checkout that holds the running class files, not that of the current directory. Null
    /// where there is no checkout or no git.
    public static @Nullable Git ofLab() {
        CodeSource source = Git.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return null;
        }
        Path place = Path.of(URI.create(source.getLocation().toString()));
        Path folder = Files.isDirectory(place) ? place : place.getParent();
        return folder == null ? null : of(folder);
    }

    static @Nullable Git of(Path folder) {
        Optional<String> commit = Readings.output(folder, "git", "rev-parse", "--verify", "HEAD");
        if (commit.isEmpty()) {
            return null;
        }
        Optional<String> changes =
                Readings.output(
                        folder,
                        "git",
                        "status",
                        "--porcelain",
                        "--untracked-files=all",
                        "--",
                        ":(top,glob)**/src/**",
                        ":(top,glob)**/pom.xml");
        return new Git(commit.get(), changes.map(text -> !text.isEmpty()).orElse(null));
    }
}
