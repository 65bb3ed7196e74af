package chatlab.engine.models;

import chatlab.engine.memory.AccessMode;

import org.jspecify.annotations.Nullable;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Models [java.util.concurrent.atomic.AtomicReference].
@SuppressWarnings("unchecked") // only values of type V go in
public class AtomicReference<V extends @Nullable Object> {
    private final Cell cell;

    public AtomicReference() {
        cell = new Cell("AtomicReference", null);
    }

    public AtomicReference(V value) {
        cell = new Cell("AtomicReference", value);
    }

    public final V get() {
        return (V) cell.get(AccessMode.VOLATILE);
    }

    public final V getPlain() {
        return (V) cell.get(AccessMode.PLAIN);
    }

    public final V getOpaque() {
        return (V) cell.get(AccessMode.OPAQUE);
    }

    public final V getAcquire() {
        return (V) cell.get(AccessMode.ACQUIRE_RELEASE);
    }

    public final void set(V value) {
        cell.set(value, AccessMode.VOLATILE);
    }

    public final void setPlain(V value) {
        cell.set(value, AccessMode.PLAIN);
    }

    public final void setOpaque(V value) {
        cell.set(value, AccessMode.OPAQUE);
    }

    public final void setRelease(V value) {
        cell.set(value, AccessMode.ACQUIRE_RELEASE);
    }

    public final void lazySet(V value) {
        setRelease(value);
    }

    public final V getAndSet(V value) {
        return (V) cell.getAndUpdate(_ -> value);
    }

    public final boolean compareAndSet(V expected, V value) {
        return cell.compareAndSet(expected, value);
    }

    public final V compareAndExchange(V expected, V value) {
        return (V)
                cell.compareAndExchange(expected, value, AccessMode.VOLATILE, AccessMode.VOLATILE);
    }

    public final V compareAndExchangeAcquire(V expected, V value) {
        return (V)
                cell.compareAndExchange(
                        expected, value, AccessMode.ACQUIRE_RELEASE, AccessMode.OPAQUE);
    }

    public final V compareAndExchangeRelease(V expected, V value) {
        return (V)
                cell.compareAndExchange(
                        expected, value, AccessMode.OPAQUE, AccessMode.ACQUIRE_RELEASE);
    }

    public final boolean weakCompareAndSetVolatile(V expected, V value) {
        return cell.weakCompareAndSet(expected, value, AccessMode.VOLATILE, AccessMode.VOLATILE);
    }

    public final boolean weakCompareAndSetPlain(V expected, V value) {
        return cell.weakCompareAndSet(expected, value, AccessMode.OPAQUE, AccessMode.OPAQUE);
    }

    public final boolean weakCompareAndSetAcquire(V expected, V value) {
        return cell.weakCompareAndSet(
                expected, value, AccessMode.ACQUIRE_RELEASE, AccessMode.OPAQUE);
    }

    public final boolean weakCompareAndSetRelease(V expected, V value) {
        return cell.weakCompareAndSet(
                expected, value, AccessMode.OPAQUE, AccessMode.ACQUIRE_RELEASE);
    }

    public final V getAndUpdate(UnaryOperator<V> function) {
        while (true) {
            V before = get();
            if (compareAndSet(before, function.apply(before))) return before;
        }
    }

    public final V updateAndGet(UnaryOperator<V> function) {
        while (true) {
            V before = get();
            V after = function.apply(before);
            if (compareAndSet(before, after)) return after;
        }
    }

    public final V getAndAccumulate(V value, BinaryOperator<V> function) {
        return getAndUpdate(before -> function.apply(before, value));
    }

    public final V accumulateAndGet(V value, BinaryOperator<V> function) {
        return updateAndGet(before -> function.apply(before, value));
    }

    @Override
    public String toString() {
        return cell.toString();
    }
}
