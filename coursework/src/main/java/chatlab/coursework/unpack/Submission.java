package chatlab.coursework.unpack;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/// One student's or group's hand-in, as a learning platform stored it: not yet looked into.
///
/// @param id a safe file name made from the source's name, unique among the submissions
/// @param sources all files of one attempt, in the order of their uploads
/// @param platform that named it so; null: none that is known
/// @param user the platform's own number for who handed it in; null: the name does not tell
/// @param late whether the platform marked it so
/// @param notes what a marker should know about how it was handed in, in sentences
public record Submission(
        String id,
        List<Source> sources,
        @Nullable Platform platform,
        @Nullable String user,
        boolean late,
        List<String> notes) {

    /// One file of a submission.
    ///
    /// @param path a folder, an archive, or a file that lies alone
    /// @param name as the student named it
    public record Source(Path path, String name) {}

    public Submission {
        sources = List.copyOf(sources);
        notes = List.copyOf(notes);
    }

    /// A learning platform whose way to name files is known.
    public enum Platform {
        CANVAS,
        MOODLE,
        GRADESCOPE
    }
}
