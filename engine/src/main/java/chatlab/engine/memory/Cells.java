package chatlab.engine.memory;

import org.jspecify.annotations.Nullable;

/// An object that keeps the values of its variables itself: the model of an atomic, or of an array
/// of them.
public interface Cells {
    /// Names a variable, for instance `AtomicIntegerArray[3]`.
    String name(int index);

    @Nullable Object raw(int index);

    void raw(int index, @Nullable Object value);

    /// Whether an update is one step, not a read and then a write.
    boolean isAtomic();
}
