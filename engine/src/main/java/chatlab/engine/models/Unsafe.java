package chatlab.engine.models;

import chatlab.engine.execution.RawAccess;
import chatlab.engine.memory.AccessMode;
import chatlab.engine.memory.Memory;
import chatlab.engine.memory.Write;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.UnaryOperator;

/// Models `jdk.internal.misc.Unsafe` for the copies of JDK classes. An offset is the number of a
/// field, or the index of an array element.
public final class Unsafe {
    public static final long ARRAY_DOUBLE_BASE_OFFSET = 0;
    public static final long ARRAY_FLOAT_BASE_OFFSET = 0;
    public static final long ARRAY_INT_BASE_OFFSET = 0;
    public static final long ARRAY_LONG_BASE_OFFSET = 0;

    private static final Unsafe ONLY = new Unsafe();

    private Unsafe() {}

    public static Unsafe getUnsafe() {
        return ONLY;
    }

    public long objectFieldOffset(Class<?> type, String name) {
        return RawAccess.fieldNumber(type, name);
    }

    public long arrayBaseOffset(Class<?> type) {
        return 0;
    }

    public int arrayIndexScale(Class<?> type) {
        return 1;
    }

    public @Nullable Object getReferenceAcquire(Object holder, long offset) {
        return RawAccess.read(holder, offset, AccessMode.ACQUIRE_RELEASE);
    }

    public @Nullable Object getReferenceVolatile(Object holder, long offset) {
        return RawAccess.read(holder, offset, AccessMode.VOLATILE);
    }

    public void putReferenceRelease(Object holder, long offset, @Nullable Object value) {
        RawAccess.write(holder, offset, value, AccessMode.ACQUIRE_RELEASE);
    }

    public void putReferenceVolatile(Object holder, long offset, @Nullable Object value) {
        RawAccess.write(holder, offset, value, AccessMode.VOLATILE);
    }

    public void putReference(Object holder, long offset, @Nullable Object value) {
        RawAccess.write(holder, offset, value, AccessMode.PLAIN);
    }

    public void putInt(Object holder, long offset, int value) {
        RawAccess.write(holder, offset, value, AccessMode.PLAIN);
    }

    public void putIntOpaque(Object holder, long offset, int value) {
        RawAccess.write(holder, offset, value, AccessMode.OPAQUE);
    }

    public void park(boolean isAbsolute, long time) {
        RawAccess.park(time > 0);
    }

    public boolean weakCompareAndSetReference(
            Object holder, long offset, @Nullable Object expected, @Nullable Object value) {
        return compareAndSet(holder, offset, expected, value);
    }

    public int getAndBitwiseAndInt(Object holder, long offset, int mask) {
        return (Integer)
                Objects.requireNonNull(
                        update(
                                holder,
                                offset,
                                before -> (Integer) Objects.requireNonNull(before) & mask));
    }

    public boolean compareAndSetReference(
            Object holder, long offset, @Nullable Object expected, @Nullable Object value) {
        return compareAndSet(holder, offset, expected, value);
    }

    public boolean compareAndSetInt(Object holder, long offset, int expected, int value) {
        return compareAndSet(holder, offset, expected, value);
    }

    public boolean compareAndSetLong(Object holder, long offset, long expected, long value) {
        return compareAndSet(holder, offset, expected, value);
    }

    public int getAndAddInt(Object holder, long offset, int delta) {
        return (Integer)
                Objects.requireNonNull(
                        update(
                                holder,
                                offset,
                                before -> (Integer) Objects.requireNonNull(before) + delta));
    }

    private static boolean compareAndSet(
            Object holder, long offset, @Nullable Object expected, @Nullable Object value) {
        var before =
                update(
                        holder,
                        offset,
                        old -> Write.isSame(old, expected) ? value : Memory.UNCHANGED);
        return Write.isSame(before, expected);
    }

    private static @Nullable Object update(
            Object holder, long offset, UnaryOperator<@Nullable Object> change) {
        return RawAccess.update(holder, offset, change);
    }
}
