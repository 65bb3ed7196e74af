package chatlab.engine.memory;

import org.jspecify.annotations.Nullable;

/// Elements of arrays of any type, boxed. Faster than [java.lang.reflect.Array].
public final class Elements {
    private Elements() {}

    public static @Nullable Object get(Object array, int index) {
        return switch (array) {
            case Object[] a -> a[index];
            case int[] a -> a[index];
            case long[] a -> a[index];
            case byte[] a -> a[index];
            case boolean[] a -> a[index];
            case char[] a -> a[index];
            case short[] a -> a[index];
            case float[] a -> a[index];
            case double[] a -> a[index];
            default -> throw new IllegalArgumentException("not an array");
        };
    }

    public static void set(Object array, int index, @Nullable Object value) {
        switch (array) {
            case Object[] a -> a[index] = value;
            case int[] a -> a[index] = (Integer) boxed(value);
            case long[] a -> a[index] = (Long) boxed(value);
            case byte[] a -> a[index] = (Byte) boxed(value);
            case boolean[] a -> a[index] = (Boolean) boxed(value);
            case char[] a -> a[index] = (Character) boxed(value);
            case short[] a -> a[index] = (Short) boxed(value);
            case float[] a -> a[index] = (Float) boxed(value);
            case double[] a -> a[index] = (Double) boxed(value);
            default -> throw new IllegalArgumentException("not an array");
        }
    }

    /// Turns the int that the JVM stores into a `byte[]`, `boolean[]`, `char[]` or `short[]` into a
    /// value of the element's type.
    public static @Nullable Object asElement(Object array, @Nullable Object value) {
        return switch (array) {
            case byte[] _ -> (byte) (int) (Integer) boxed(value);
            case boolean[] _ -> ((Integer) boxed(value) & 1) != 0;
            case char[] _ -> (char) (int) (Integer) boxed(value);
            case short[] _ -> (short) (int) (Integer) boxed(value);
            default -> value;
        };
    }

    private static Object boxed(@Nullable Object value) {
        if (value == null) throw new IllegalArgumentException("a primitive value is never null");
        return value;
    }
}
