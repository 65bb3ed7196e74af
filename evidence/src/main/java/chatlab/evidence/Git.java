package chatlab.evidence;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The commit that the lab was built from.
///
/// @param dirty whether sources that the build reads (`src` folders and poms) differ from the
///   commit, new files included; null: not known
public record Git(String commit, @Nullable Boolean dirty) {

    /// The checkout that holds the running class files, not that of the current directory; or what
    /// their distribution was built from, even if it lies in a checkout of something else. Null
    /// where neither is known, or there is no git.
    public static @Nullable Git ofLab() {
        Path place = ProgramPlace.of(Git.class);
        Path folder = Files.isDirectory(place) ? place : place.getParent();
        if (folder == null) return null;
        Path home = folder.getParent(); // of a distribution, whose jars lie in lib
        var release = home == null ? Optional.<Release>empty() : Release.of(home);
        return release.isPresent() ? release.get().git() : of(folder);
    }

    /// The checkout that holds a folder; null where there is none, or no git.
    public static @Nullable Git of(Path folder) {
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
