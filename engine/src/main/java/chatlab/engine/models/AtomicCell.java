package chatlab.engine.models;

import chatlab.engine.execution.Models;
import chatlab.engine.memory.AccessMode;
import chatlab.engine.memory.Cells;
import chatlab.engine.memory.Memory;
import chatlab.engine.memory.Write;

import org.jspecify.annotations.Nullable;

import java.util.function.UnaryOperator;

/// The one variable of an atomic.
final class AtomicCell implements Cells {
    private final String name;
    private boolean isAtomic = true;
    private @Nullable Object value;

    AtomicCell(String name, @Nullable Object value) {
        this.name = name;
        this.value = value;
        Models.escape(value);
    }

    void disarm() {
        isAtomic = false;
    }

    @Override
    public boolean isAtomic() {
        return isAtomic;
    }

    @Override
    public String name(int index) {
        return name;
    }

    @Override
    public @Nullable Object raw(int index) {
        return value;
    }

    @Override
    public void raw(int index, @Nullable Object value) {
        this.value = value;
    }

    @Nullable Object get(AccessMode mode) {
        return Models.get(this, 0, mode);
    }

    void set(@Nullable Object value, AccessMode mode) {
        Models.set(this, 0, value, mode);
    }

    @Nullable Object getAndUpdate(UnaryOperator<@Nullable Object> change) {
        return Models.update(this, 0, change, AccessMode.VOLATILE, AccessMode.VOLATILE);
    }

    /// Replaces the value if it is as expected.
    ///
    /// @return the value before, which is as expected if it was replaced
    @Nullable Object compareAndExchange(
            @Nullable Object expected, @Nullable Object value, AccessMode read, AccessMode write) {
        return Models.update(
                this,
                0,
                before -> Write.isSame(before, expected) ? value : Memory.UNCHANGED,
                read,
                write);
    }

    boolean compareAndSet(@Nullable Object expected, @Nullable Object value) {
        return Write.isSame(
                compareAndExchange(expected, value, AccessMode.VOLATILE, AccessMode.VOLATILE),
                expected);
    }

    boolean weakCompareAndSet(
            @Nullable Object expected, @Nullable Object value, AccessMode read, AccessMode write) {
        var before = compareAndExchangeWeakly(expected, value, read, write);
        return before != FAILED && Write.isSame(before, expected);
    }

    private static final Object FAILED = new Object();

    private @Nullable Object compareAndExchangeWeakly(
            @Nullable Object expected, @Nullable Object value, AccessMode read, AccessMode write) {
        boolean[] fails = new boolean[1];
        var before =
                Models.update(
                        this,
                        0,
                        old -> {
                            if (!Write.isSame(old, expected)) return Memory.UNCHANGED;
                            fails[0] = Models.failsSpuriously();
                            return fails[0] ? Memory.UNCHANGED : value;
                        },
                        read,
                        write);
        return fails[0] ? FAILED : before;
    }

    @Override
    public String toString() {
        return String.valueOf(get(AccessMode.VOLATILE));
    }
}
