package chatlab.engine.models;

import chatlab.engine.memory.AccessMode;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/// Models [java.util.concurrent.atomic.AtomicIntegerArray].
public class AtomicIntegerArray implements Disarmable {
    private final AtomicCells cells;

    public AtomicIntegerArray(int length) {
        cells = new AtomicCells("AtomicIntegerArray", length, 0);
    }

    public AtomicIntegerArray(int[] values) {
        cells = new AtomicCells("AtomicIntegerArray", Arrays.stream(values).boxed().toArray());
    }

    private static int number(@Nullable Object value) {
        return (Integer) Objects.requireNonNull(value);
    }

    public final int length() {
        return cells.length();
    }

    public final int get(int index) {
        return number(cells.get(index, AccessMode.VOLATILE));
    }

    public final int getPlain(int index) {
        return number(cells.get(index, AccessMode.PLAIN));
    }

    public final int getOpaque(int index) {
        return number(cells.get(index, AccessMode.OPAQUE));
    }

    public final int getAcquire(int index) {
        return number(cells.get(index, AccessMode.ACQUIRE_RELEASE));
    }

    public final void set(int index, int value) {
        cells.set(index, value, AccessMode.VOLATILE);
    }

    public final void setPlain(int index, int value) {
        cells.set(index, value, AccessMode.PLAIN);
    }

    public final void setOpaque(int index, int value) {
        cells.set(index, value, AccessMode.OPAQUE);
    }

    public final void setRelease(int index, int value) {
        cells.set(index, value, AccessMode.ACQUIRE_RELEASE);
    }

    public final void lazySet(int index, int value) {
        setRelease(index, value);
    }

    public final int getAndSet(int index, int value) {
        return number(cells.getAndUpdate(index, _ -> value));
    }

    public final int getAndAdd(int index, int delta) {
        return number(cells.getAndUpdate(index, before -> number(before) + delta));
    }

    public final int addAndGet(int index, int delta) {
        return getAndAdd(index, delta) + delta;
    }

    public final int getAndIncrement(int index) {
        return getAndAdd(index, 1);
    }

    public final int getAndDecrement(int index) {
        return getAndAdd(index, -1);
    }

    public final int incrementAndGet(int index) {
        return getAndAdd(index, 1) + 1;
    }

    public final int decrementAndGet(int index) {
        return getAndAdd(index, -1) - 1;
    }

    public final boolean compareAndSet(int index, int expected, int value) {
        return cells.compareAndSet(index, expected, value);
    }

    public final int compareAndExchange(int index, int expected, int value) {
        return number(cells.compareAndExchange(index, expected, value));
    }

    public final int getAndUpdate(int index, IntUnaryOperator function) {
        while (true) {
            int before = get(index);
            if (compareAndSet(index, before, function.applyAsInt(before))) return before;
        }
    }

    public final int updateAndGet(int index, IntUnaryOperator function) {
        while (true) {
            int before = get(index);
            int after = function.applyAsInt(before);
            if (compareAndSet(index, before, after)) return after;
        }
    }

    public final int getAndAccumulate(int index, int value, IntBinaryOperator function) {
        return getAndUpdate(index, before -> function.applyAsInt(before, value));
    }

    public final int accumulateAndGet(int index, int value, IntBinaryOperator function) {
        return updateAndGet(index, before -> function.applyAsInt(before, value));
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
