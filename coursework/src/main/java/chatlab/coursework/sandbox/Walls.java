package chatlab.coursework.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What keeps a sandbox's inside from its outside.
public sealed interface Walls permits Bubblewrap, LimitsOnly {

    /// Its name in `grade.json`.
    String name();

    /// Where a path that is made visible is found inside.
    ///
    /// @param name relative to the inside's root, such as `submission`
    Path inside(Path outside, String name);

    /// The folder for temporary files, as seen inside.
    ///
    /// @param outside a fresh folder that may be used for it
    Path temporary(Path outside);

    /// A command that runs another inside.
    ///
    /// @param visible what is seen inside, read-only, beside the system's programs: from where it
    ///   is seen to where it really is
    /// @param directory the working directory inside
    /// @param processorSeconds for each process
    List<String> around(
            List<String> command, Map<Path, Path> visible, Path directory, long processorSeconds);
}
