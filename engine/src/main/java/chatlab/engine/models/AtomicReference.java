package chatlab.engine.models;

import chatlab.engine.memory.AccessMode;

import org.jspecify.annotations.Nullable;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Models [java.util.concurrent.atomic.AtomicReference].
@SuppressWarnings("unchecked") // only values of type V go in
public class AtomicReference<V> implements Disarmable {
    private final AtomicCell cell;

    public AtomicReference() {
        cell = new AtomicCell("AtomicReference", null);
    }

    public AtomicReference(@Nullable V value) {
        cell = new AtomicCell("AtomicReference", value);
    }

    public final @Nullable V get() {
        return (V) cell.get(AccessMode.VOLATILE);
    }

    public final @Nullable V getPlain() {
        return (V) cell.get(AccessMode.PLAIN);
    }

    public final @Nullable V getOpaque() {
        return (V) cell.get(AccessMode.OPAQUE);
    }

    public final @Nullable V getAcquire() {
        return (V) cell.get(AccessMode.ACQUIRE_RELEASE);
    }

    public final void set(@Nullable V value) {
        cell.set(value, AccessMode.VOLATILE);
    }

    public final void setPlain(@Nullable V value) {
        cell.set(value, AccessMode.PLAIN);
    }

    public final void setOpaque(@Nullable V value) {
        cell.set(value, AccessMode.OPAQUE);
    }

    public final void setRelease(@Nullable V value) {
        cell.set(value, AccessMode.ACQUIRE_RELEASE);
    }

    public final void lazySet(@Nullable V value) {
        setRelease(value);
    }

    public final @Nullable V getAndSet(@Nullable V value) {
        return (V) cell.getAndUpdate(_ -> value);
    }

    public final boolean compareAndSet(@Nullable V expected, @Nullable V value) {
        return cell.compareAndSet(expected, value);
    }

    public final @Nullable V compareAndExchange(@Nullable V expected, @Nullable V value) {
        return (V)
                cell.compareAndExchange(expected, value, AccessMode.VOLATILE, AccessMode.VOLATILE);
    }

    public final @Nullable V compareAndExchangeAcquire(@Nullable V expected, @Nullable V value) {
        return (V)
                cell.compareAndExchange(
                        expected, value, AccessMode.ACQUIRE_RELEASE, AccessMode.OPAQUE);
    }

    public final @Nullable V compareAndExchangeRelease(@Nullable V expected, @Nullable V value) {
        return (V)
                cell.compareAndExchange(
                        expected, value, AccessMode.OPAQUE, AccessMode.ACQUIRE_RELEASE);
    }

    public final boolean weakCompareAndSetVolatile(@Nullable V expected, @Nullable V value) {
        return cell.weakCompareAndSet(expected, value, AccessMode.VOLATILE, AccessMode.VOLATILE);
    }

    public final boolean weakCompareAndSetPlain(@Nullable V expected, @Nullable V value) {
        return cell.weakCompareAndSet(expected, value, AccessMode.OPAQUE, AccessMode.OPAQUE);
    }

    public final boolean weakCompareAndSetAcquire(@Nullable V expected, @Nullable V value) {
        return cell.weakCompareAndSet(
                expected, value, AccessMode.ACQUIRE_RELEASE, AccessMode.OPAQUE);
    }

    public final boolean weakCompareAndSetRelease(@Nullable V expected, @Nullable V value) {
        return cell.weakCompareAndSet(
                expected, value, AccessMode.OPAQUE, AccessMode.ACQUIRE_RELEASE);
    }

    public final @Nullable V getAndUpdate(UnaryOperator<@Nullable V> function) {
        while (true) {
            @Nullable V before = get();
            if (compareAndSet(before, function.apply(before))) return before;
        }
    }

    public final @Nullable V updateAndGet(UnaryOperator<@Nullable V> function) {
        while (true) {
            @Nullable V before = get();
            @Nullable V after = function.apply(before);
            if (compareAndSet(before, after)) return after;
        }
    }

    public final @Nullable V getAndAccumulate(
            @Nullable V value, BinaryOperator<@Nullable V> function) {
        return getAndUpdate(before -> function.apply(before, value));
    }

    public final @Nullable V accumulateAndGet(
            @Nullable V value, BinaryOperator<@Nullable V> function) {
        return updateAndGet(before -> function.apply(before, value));
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
