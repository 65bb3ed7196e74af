package chatlab.engine.models;

import chatlab.engine.memory.AccessMode;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/// Models [java.util.concurrent.atomic.AtomicLongArray].
public class AtomicLongArray implements Disarmable {
    private final AtomicCells cells;

    public AtomicLongArray(int length) {
        cells = new AtomicCells("AtomicLongArray", length, 0L);
    }

    public AtomicLongArray(long[] values) {
        cells = new AtomicCells("AtomicLongArray", Arrays.stream(values).boxed().toArray());
    }

    private static long number(@Nullable Object value) {
        return (Long) Objects.requireNonNull(value);
    }

    public final int length() {
        return cells.length();
    }

    public final long get(int index) {
        return number(cells.get(index, AccessMode.VOLATILE));
    }

    public final long getPlain(int index) {
        return number(cells.get(index, AccessMode.PLAIN));
    }

    public final long getOpaque(int index) {
        return number(cells.get(index, AccessMode.OPAQUE));
    }

    public final long getAcquire(int index) {
        return number(cells.get(index, AccessMode.ACQUIRE_RELEASE));
    }

    public final void set(int index, long value) {
        cells.set(index, value, AccessMode.VOLATILE);
    }

    public final void setPlain(int index, long value) {
        cells.set(index, value, AccessMode.PLAIN);
    }

    public final void setOpaque(int index, long value) {
        cells.set(index, value, AccessMode.OPAQUE);
    }

    public final void setRelease(int index, long value) {
        cells.set(index, value, AccessMode.ACQUIRE_RELEASE);
    }

    public final void lazySet(int index, long value) {
        setRelease(index, value);
    }

    public final long getAndSet(int index, long value) {
        return number(cells.getAndUpdate(index, _ -> value));
    }

    public final long getAndAdd(int index, long delta) {
        return number(cells.getAndUpdate(index, before -> number(before) + delta));
    }

    public final long addAndGet(int index, long delta) {
        return getAndAdd(index, delta) + delta;
    }

    public final long getAndIncrement(int index) {
        return getAndAdd(index, 1);
    }

    public final long getAndDecrement(int index) {
        return getAndAdd(index, -1);
    }

    public final long incrementAndGet(int index) {
        return getAndAdd(index, 1) + 1;
    }

    public final long decrementAndGet(int index) {
        return getAndAdd(index, -1) - 1;
    }

    public final boolean compareAndSet(int index, long expected, long value) {
        return cells.compareAndSet(index, expected, value);
    }

    public final long compareAndExchange(int index, long expected, long value) {
        return number(cells.compareAndExchange(index, expected, value));
    }

    public final long getAndUpdate(int index, LongUnaryOperator function) {
        while (true) {
            long before = get(index);
            if (compareAndSet(index, before, function.applyAsLong(before))) return before;
        }
    }

    public final long updateAndGet(int index, LongUnaryOperator function) {
        while (true) {
            long before = get(index);
            long after = function.applyAsLong(before);
            if (compareAndSet(index, before, after)) return after;
        }
    }

    public final long getAndAccumulate(int index, long value, LongBinaryOperator function) {
        return getAndUpdate(index, before -> function.applyAsLong(before, value));
    }

    public final long accumulateAndGet(int index, long value, LongBinaryOperator function) {
        return updateAndGet(index, before -> function.applyAsLong(before, value));
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
