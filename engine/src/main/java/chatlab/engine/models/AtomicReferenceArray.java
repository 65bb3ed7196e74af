package chatlab.engine.models;

import chatlab.engine.memory.AccessMode;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Models [java.util.concurrent.atomic.AtomicReferenceArray].
@SuppressWarnings("unchecked") // only values of type E go in
public class AtomicReferenceArray<E extends @Nullable Object> {
    private final CellArray cells;

    public AtomicReferenceArray(int length) {
        cells = new CellArray("AtomicReferenceArray", length, null);
    }

    public AtomicReferenceArray(E[] values) {
        cells =
                new CellArray(
                        "AtomicReferenceArray",
                        Arrays.copyOf(values, values.length, Object[].class));
    }

    public final int length() {
        return cells.length();
    }

    public final E get(int index) {
        return (E) cells.get(index, AccessMode.VOLATILE);
    }

    public final E getPlain(int index) {
        return (E) cells.get(index, AccessMode.PLAIN);
    }

    public final E getOpaque(int index) {
        return (E) cells.get(index, AccessMode.OPAQUE);
    }

    public final E getAcquire(int index) {
        return (E) cells.get(index, AccessMode.ACQUIRE_RELEASE);
    }

    public final void set(int index, E value) {
        cells.set(index, value, AccessMode.VOLATILE);
    }

    public final void setPlain(int index, E value) {
        cells.set(index, value, AccessMode.PLAIN);
    }

    public final void setOpaque(int index, E value) {
        cells.set(index, value, AccessMode.OPAQUE);
    }

    public final void setRelease(int index, E value) {
        cells.set(index, value, AccessMode.ACQUIRE_RELEASE);
    }

    public final void lazySet(int index, E value) {
        setRelease(index, value);
    }

    public final E getAndSet(int index, E value) {
        return (E) cells.getAndUpdate(index, _ -> value);
    }

    public final boolean compareAndSet(int index, E expected, E value) {
        return cells.compareAndSet(index, expected, value);
    }

    public final E compareAndExchange(int index, E expected, E value) {
        return (E) cells.compareAndExchange(index, expected, value);
    }

    public final E getAndUpdate(int index, UnaryOperator<E> function) {
        while (true) {
            E before = get(index);
            if (compareAndSet(index, before, function.apply(before))) return before;
        }
    }

    public final E updateAndGet(int index, UnaryOperator<E> function) {
        while (true) {
            E before = get(index);
            E after = function.apply(before);
            if (compareAndSet(index, before, after)) return after;
        }
    }

    public final E getAndAccumulate(int index, E value, BinaryOperator<E> function) {
        return getAndUpdate(index, before -> function.apply(before, value));
    }

    public final E accumulateAndGet(int index, E value, BinaryOperator<E> function) {
        return updateAndGet(index, before -> function.apply(before, value));
    }

    @Override
    public String toString() {
        return cells.toString();
    }
}
