package chatlab.engine.models;

import org.jspecify.annotations.Nullable;

/// A lock or an atomic that an experiment can disarm: a lock then excludes nobody and orders
/// nothing, and an update of an atomic takes two steps, a read and a write.
public interface Disarmable {
    /// Disarms it, or one side of it.
    ///
    /// @param side `readLock` or `writeLock` of a lock that has both; else empty
    void disarm(String side);

    /// Instrumented code calls this right before it writes a field that an experiment names.
    static void disarm(@Nullable Object value, String side) {
        if (value instanceof Disarmable model) model.disarm(side);
    }
}
