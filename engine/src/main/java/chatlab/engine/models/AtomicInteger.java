package chatlab.engine.models;

import chatlab.engine.memory.AccessMode;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/// Models [java.util.concurrent.atomic.AtomicInteger].
public class AtomicInteger extends Number implements Disarmable {
    private static final long serialVersionUID = 1;

    private final transient AtomicCell cell;

    public AtomicInteger() {
        this(0);
    }

    public AtomicInteger(int value) {
        cell = new AtomicCell("AtomicInteger", value);
    }

    private int get(AccessMode mode) {
        return number(cell.get(mode));
    }

    private static int number(@Nullable Object value) {
        return (Integer) Objects.requireNonNull(value);
    }

    public final int get() {
        return get(AccessMode.VOLATILE);
    }

    public final int getPlain() {
        return get(AccessMode.PLAIN);
    }

    public final int getOpaque() {
        return get(AccessMode.OPAQUE);
    }

    public final int getAcquire() {
        return get(AccessMode.ACQUIRE_RELEASE);
    }

    public final void set(int value) {
        cell.set(value, AccessMode.VOLATILE);
    }

    public final void setPlain(int value) {
        cell.set(value, AccessMode.PLAIN);
    }

    public final void setOpaque(int value) {
        cell.set(value, AccessMode.OPAQUE);
    }

    public final void setRelease(int value) {
        cell.set(value, AccessMode.ACQUIRE_RELEASE);
    }

    public final void lazySet(int value) {
        setRelease(value);
    }

    public final int getAndSet(int value) {
        return number(cell.getAndUpdate(_ -> value));
    }

    public final int getAndAdd(int delta) {
        return number(cell.getAndUpdate(before -> number(before) + delta));
    }

    public final int addAndGet(int delta) {
        return getAndAdd(delta) + delta;
    }

    public final int getAndIncrement() {
        return getAndAdd(1);
    }

    public final int getAndDecrement() {
        return getAndAdd(-1);
    }

    public final int incrementAndGet() {
        return getAndAdd(1) + 1;
    }

    public final int decrementAndGet() {
        return getAndAdd(-1) - 1;
    }

    public final boolean compareAndSet(int expected, int value) {
        return cell.compareAndSet(expected, value);
    }

    public final int compareAndExchange(int expected, int value) {
        return number(
                cell.compareAndExchange(expected, value, AccessMode.VOLATILE, AccessMode.VOLATILE));
    }

    public final boolean weakCompareAndSetVolatile(int expected, int value) {
        return cell.weakCompareAndSet(expected, value, AccessMode.VOLATILE, AccessMode.VOLATILE);
    }

    public final boolean weakCompareAndSetPlain(int expected, int value) {
        return cell.weakCompareAndSet(expected, value, AccessMode.OPAQUE, AccessMode.OPAQUE);
    }

    public final boolean weakCompareAndSetAcquire(int expected, int value) {
        return cell.weakCompareAndSet(
                expected, value, AccessMode.ACQUIRE_RELEASE, AccessMode.OPAQUE);
    }

    public final boolean weakCompareAndSetRelease(int expected, int value) {
        return cell.weakCompareAndSet(
                expected, value, AccessMode.OPAQUE, AccessMode.ACQUIRE_RELEASE);
    }

    public final int getAndUpdate(IntUnaryOperator function) {
        while (true) {
            int before = get();
            if (compareAndSet(before, function.applyAsInt(before))) return before;
        }
    }

    public final int updateAndGet(IntUnaryOperator function) {
        while (true) {
            int before = get();
            int after = function.applyAsInt(before);
            if (compareAndSet(before, after)) return after;
        }
    }

    public final int getAndAccumulate(int value, IntBinaryOperator function) {
        return getAndUpdate(before -> function.applyAsInt(before, value));
    }

    public final int accumulateAndGet(int value, IntBinaryOperator function) {
        return updateAndGet(before -> function.applyAsInt(before, value));
    }

    @Override
    public int intValue() {
        return get();
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
