package chatlab.coursework.unpack;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// One student's or group's hand-in, as a learning platform stored it: not yet looked into.
///
/// @param id a safe file name made from the source's name, unique among the submissions
/// @param source a folder, a zip, or a tar.gz
/// @param platform that named it so; null: none that is known
/// @param user the platform's own number for who handed it in; null: the name does not tell
/// @param late whether the platform marked it so
public record Submission(
        String id, Path source, @Nullable Platform platform, @Nullable String user, boolean late) {

    /// A learning platform whose way to name files is known.
    public enum Platform {
        CANVAS,
        MOODLE,
        GRADESCOPE
    }
}
