package chatlab.engine.execution;

import org.jspecify.annotations.Nullable;

import java.util.function.LongBinaryOperator;

/// Arithmetic on boxed numbers, whose result has the type of the first.
final class Numbers {
    private Numbers() {}

    static Object sum(Object one, Object other) {
        return switch (one) {
            case Integer i -> i + (Integer) other;
            case Long i -> i + (Long) other;
            case Short i -> (short) (i + (Short) other);
            case Byte i -> (byte) (i + (Byte) other);
            case Character i -> (char) (i + (Character) other);
            case Float i -> i + (Float) other;
            case Double i -> i + (Double) other;
            default -> throw new UnsupportedOperationException("not a number: " + one.getClass());
        };
    }

    static Object bits(@Nullable Object one, @Nullable Object other, LongBinaryOperator operator) {
        long result = operator.applyAsLong(asLong(one), asLong(other));
        return switch (one) {
            case Boolean _ -> result != 0;
            case Long _ -> result;
            case Short _ -> (short) result;
            case Byte _ -> (byte) result;
            case Character _ -> (char) result;
            case null, default -> (int) result;
        };
    }

    private static long asLong(@Nullable Object value) {
        return switch (value) {
            case Boolean b -> b ? 1 : 0;
            case Character c -> c;
            case Number n -> n.longValue();
            case null, default -> throw new UnsupportedOperationException("not a number");
        };
    }
}
