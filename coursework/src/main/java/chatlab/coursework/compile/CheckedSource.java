package chatlab.coursework.compile;

import java.nio.file.Path;

/// A source that was compiled and checked, and has not run.
///
/// @param folder holds a copy of the source and nothing else
/// @param messages the compiler's
/// @param refusal why it must not run, in sentences; empty: it may run
public record CheckedSource(Path folder, boolean compiles, String messages, String refusal) {
    public boolean mayRun() {
        return refusal.isEmpty();
    }
}
