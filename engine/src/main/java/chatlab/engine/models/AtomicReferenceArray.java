package chatlab.engine.models;

import chatlab.engine.memory.AccessMode;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Models [java.util.concurrent.atomic.AtomicReferenceArray].
@SuppressWarnings("unchecked") // only values of type E go in
public class AtomicReferenceArray<E> implements Disarmable {
    private final AtomicCells cells;

    public AtomicReferenceArray(int length) {
        cells = new AtomicCells("AtomicReferenceArray", length, null);
    }

    public AtomicReferenceArray(E[] values) {
        cells =
                new AtomicCells(
                        "AtomicReferenceArray",
                        Arrays.copyOf(values, values.length, Object[].class));
    }

    public final int length() {
        return cells.length();
    }

    public final @Nullable E get(int index) {
        return (E) cells.get(index, AccessMode.VOLATILE);
    }

    public final @Nullable E getPlain(int index) {
        return (E) cells.get(index, AccessMode.PLAIN);
    }

    public final @Nullable E getOpaque(int index) {
        return (E) cells.get(index, AccessMode.OPAQUE);
    }

    public final @Nullable E getAcquire(int index) {
        return (E) cells.get(index, AccessMode.ACQUIRE_RELEASE);
    }

    public final void set(int index, @Nullable E value) {
        cells.set(index, value, AccessMode.VOLATILE);
    }

    public final void setPlain(int index, @Nullable E value) {
        cells.set(index, value, AccessMode.PLAIN);
    }

    public final void setOpaque(int index, @Nullable E value) {
        cells.set(index, value, AccessMode.OPAQUE);
    }

    public final void setRelease(int index, @Nullable E value) {
        cells.set(index, value, AccessMode.ACQUIRE_RELEASE);
    }

    public final void lazySet(int index, @Nullable E value) {
        setRelease(index, value);
    }

    public final @Nullable E getAndSet(int index, @Nullable E value) {
        return (E) cells.getAndUpdate(index, _ -> value);
    }

    public final boolean compareAndSet(int index, @Nullable E expected, @Nullable E value) {
        return cells.compareAndSet(index, expected, value);
    }

    public final @Nullable E compareAndExchange(
            int index, @Nullable E expected, @Nullable E value) {
        return (E) cells.compareAndExchange(index, expected, value);
    }

    public final @Nullable E getAndUpdate(int index, UnaryOperator<@Nullable E> function) {
        while (true) {
            @Nullable E before = get(index);
            if (compareAndSet(index, before, function.apply(before))) return before;
        }
    }

    public final @Nullable E updateAndGet(int index, UnaryOperator<@Nullable E> function) {
        while (true) {
            @Nullable E before = get(index);
            @Nullable E after = function.apply(before);
            if (compareAndSet(index, before, after)) return after;
        }
    }

    public final @Nullable E getAndAccumulate(
            int index, @Nullable E value, BinaryOperator<@Nullable E> function) {
        return getAndUpdate(index, before -> function.apply(before, value));
    }

    public final @Nullable E accumulateAndGet(
            int index, @Nullable E value, BinaryOperator<@Nullable E> function) {
        return updateAndGet(index, before -> function.apply(before, value));
    }

    @Override
    public void disarm(String side) {
        cells.disarm();
    }

    @Override
    public String toString() {
        return cells.toString();
    }
}
