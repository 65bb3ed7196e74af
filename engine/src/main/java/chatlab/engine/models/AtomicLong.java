package chatlab.engine.models;

import chatlab.engine.memory.AccessMode;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/// Models [java.util.concurrent.atomic.AtomicLong].
public class AtomicLong extends Number implements Disarmable {
    private static final long serialVersionUID = 1;

    private final transient AtomicCell cell;

    public AtomicLong() {
        this(0);
    }

    public AtomicLong(long value) {
        cell = new AtomicCell("AtomicLong", value);
    }

    private long get(AccessMode mode) {
        return number(cell.get(mode));
    }

    private static long number(@Nullable Object value) {
        return (Long) Objects.requireNonNull(value);
    }

    public final long get() {
        return get(AccessMode.VOLATILE);
    }

    public final long getPlain() {
        return get(AccessMode.PLAIN);
    }

    public final long getOpaque() {
        return get(AccessMode.OPAQUE);
    }

    public final long getAcquire() {
        return get(AccessMode.ACQUIRE_RELEASE);
    }

    public final void set(long value) {
        cell.set(value, AccessMode.VOLATILE);
    }

    public final void setPlain(long value) {
        cell.set(value, AccessMode.PLAIN);
    }

    public final void setOpaque(long value) {
        cell.set(value, AccessMode.OPAQUE);
    }

    public final void setRelease(long value) {
        cell.set(value, AccessMode.ACQUIRE_RELEASE);
    }

    public final void lazySet(long value) {
        setRelease(value);
    }

    public final long getAndSet(long value) {
        return number(cell.getAndUpdate(_ -> value));
    }

    public final long getAndAdd(long delta) {
        return number(cell.getAndUpdate(before -> number(before) + delta));
    }

    public final long addAndGet(long delta) {
        return getAndAdd(delta) + delta;
    }

    public final long getAndIncrement() {
        return getAndAdd(1);
    }

    public final long getAndDecrement() {
        return getAndAdd(-1);
    }

    public final long incrementAndGet() {
        return getAndAdd(1) + 1;
    }

    public final long decrementAndGet() {
        return getAndAdd(-1) - 1;
    }

    public final boolean compareAndSet(long expected, long value) {
        return cell.compareAndSet(expected, value);
    }

    public final long compareAndExchange(long expected, long value) {
        return number(
                cell.compareAndExchange(expected, value, AccessMode.VOLATILE, AccessMode.VOLATILE));
    }

    public final boolean weakCompareAndSetVolatile(long expected, long value) {
        return cell.weakCompareAndSet(expected, value, AccessMode.VOLATILE, AccessMode.VOLATILE);
    }

    public final boolean weakCompareAndSetPlain(long expected, long value) {
        return cell.weakCompareAndSet(expected, value, AccessMode.OPAQUE, AccessMode.OPAQUE);
    }

    public final boolean weakCompareAndSetAcquire(long expected, long value) {
        return cell.weakCompareAndSet(
                expected, value, AccessMode.ACQUIRE_RELEASE, AccessMode.OPAQUE);
    }

    public final boolean weakCompareAndSetRelease(long expected, long value) {
        return cell.weakCompareAndSet(
                expected, value, AccessMode.OPAQUE, AccessMode.ACQUIRE_RELEASE);
    }

    public final long getAndUpdate(LongUnaryOperator function) {
        while (true) {
            long before = get();
            if (compareAndSet(before, function.applyAsLong(before))) return before;
        }
    }

    public final long updateAndGet(LongUnaryOperator function) {
        while (true) {
            long before = get();
            long after = function.applyAsLong(before);
            if (compareAndSet(before, after)) return after;
        }
    }

    public final long getAndAccumulate(long value, LongBinaryOperator function) {
        return getAndUpdate(before -> function.applyAsLong(before, value));
    }

    public final long accumulateAndGet(long value, LongBinaryOperator function) {
        return updateAndGet(before -> function.applyAsLong(before, value));
    }

    @Override
    public int intValue() {
        return (int) get();
    }

    @Override
    public long longValue() {
        return get();
    }

    @Override
    public float floatValue() {
        return get();
    }

    @Override
    public double doubleValue() {
        return get();
    }

    @Override
    public void disarm(String side) {
        cell.disarm();
    }

    @Override
    public String toString() {
        return cell.toString();
    }
}
