package chatlab.engine.models;

import chatlab.engine.memory.AccessMode;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// Models [java.util.concurrent.atomic.AtomicBoolean].
public class AtomicBoolean implements Disarmable {
    private final AtomicCell cell;

    public AtomicBoolean() {
        this(false);
    }

    public AtomicBoolean(boolean value) {
        cell = new AtomicCell("AtomicBoolean", value);
    }

    private static boolean truth(@Nullable Object value) {
        return (Boolean) Objects.requireNonNull(value);
    }

    public final boolean get() {
        return truth(cell.get(AccessMode.VOLATILE));
    }

    public final boolean getPlain() {
        return truth(cell.get(AccessMode.PLAIN));
    }

    public final boolean getOpaque() {
        return truth(cell.get(AccessMode.OPAQUE));
    }

    public final boolean getAcquire() {
        return truth(cell.get(AccessMode.ACQUIRE_RELEASE));
    }

    public final void set(boolean value) {
        cell.set(value, AccessMode.VOLATILE);
    }

    public final void setPlain(boolean value) {
        cell.set(value, AccessMode.PLAIN);
    }

    public final void setOpaque(boolean value) {
        cell.set(value, AccessMode.OPAQUE);
    }

    public final void setRelease(boolean value) {
        cell.set(value, AccessMode.ACQUIRE_RELEASE);
    }

    public final void lazySet(boolean value) {
        setRelease(value);
    }

    public final boolean getAndSet(boolean value) {
        return truth(cell.getAndUpdate(_ -> value));
    }

    public final boolean compareAndSet(boolean expected, boolean value) {
        return cell.compareAndSet(expected, value);
    }

    public final boolean compareAndExchange(boolean expected, boolean value) {
        return truth(
                cell.compareAndExchange(expected, value, AccessMode.VOLATILE, AccessMode.VOLATILE));
    }

    public boolean weakCompareAndSetVolatile(boolean expected, boolean value) {
        return cell.weakCompareAndSet(expected, value, AccessMode.VOLATILE, AccessMode.VOLATILE);
    }

    public boolean weakCompareAndSetPlain(boolean expected, boolean value) {
        return cell.weakCompareAndSet(expected, value, AccessMode.OPAQUE, AccessMode.OPAQUE);
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
