package chatlab.evidence;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;

/// The commit that the lab was built from.
///
/// @param dirty whether sources that the build reads (`src` folders and poms) differ from the
///   commit, new files included; null: not told
public record Git(String commit, @Nullable Boolean dirty) {

    /// Null where there is no checkout, or no git to ask.
    static @Nullable Git read(Path home) {
        Optional<String> commit = Readings.output(home, "git", "rev-parse", "--verify", "HEAD");
        if (commit.isEmpty()) {
            return null;
        }
        Optional<String> changes =
                Readings.output(
                        home,
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
