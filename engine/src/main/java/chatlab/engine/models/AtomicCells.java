package chatlab.engine.models;

import chatlab.engine.execution.Models;
import chatlab.engine.memory.AccessMode;
import chatlab.engine.memory.Cells;
import chatlab.engine.memory.Memory;
import chatlab.engine.memory.Write;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// The variables of an atomic array.
final class AtomicCells implements Cells {
    private final String name;
    private boolean isAtomic = true;
    private final @Nullable Object[] values;

    AtomicCells(String name, int length, @Nullable Object initial) {
        this.name = name;
        values = new Object[length];
        Arrays.fill(values, initial);
    }

    AtomicCells(String name, @Nullable Object[] values) {
        this.name = name;
        this.values = values;
        for (var value : values) Models.escape(value);
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
        return name + "[" + index + "]";
    }

    @Override
    public @Nullable Object raw(int index) {
        return values[index];
    }

    @Override
    public void raw(int index, @Nullable Object value) {
        values[index] = value;
    }

    int length() {
        return values.length;
    }

    @Nullable Object get(int index, AccessMode mode) {
        return Models.get(this, checked(index), mode);
    }

    void set(int index, @Nullable Object value, AccessMode mode) {
        Models.set(this, checked(index), value, mode);
    }

    @Nullable Object getAndUpdate(int index, UnaryOperator<@Nullable Object> change) {
        return Models.update(
                this, checked(index), change, AccessMode.VOLATILE, AccessMode.VOLATILE);
    }

    @Nullable Object compareAndExchange(
            int index, @Nullable Object expected, @Nullable Object value) {
        return getAndUpdate(
                index, before -> Write.isSame(before, expected) ? value : Memory.UNCHANGED);
    }

    boolean compareAndSet(int index, @Nullable Object expected, @Nullable Object value) {
        return Write.isSame(compareAndExchange(index, expected, value), expected);
    }

    private int checked(int index) {
        return Objects.checkIndex(index, values.length);
    }

    /// The hash codes of inner arrays would differ from run to run.
    @Override
    public String toString() {
        return Arrays.deepToString(values);
    }
}
