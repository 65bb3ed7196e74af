package chatlab.engine.execution;

import chatlab.engine.code.CodeIndex;
import chatlab.engine.code.SharedField.Declaration;
import chatlab.engine.memory.AccessMode;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Modifier;
import java.util.function.UnaryOperator;

/// Accesses to fields by number and to array elements by index, as [chatlab.engine.models.Unsafe]
/// makes them for copies of JDK classes.
public final class RawAccess {
    private RawAccess() {}

    /// Returns the number of a field of an instrumented class.
    public static int fieldNumber(Class<?> type, String name) {
        try {
            var field = type.getDeclaredField(name);
            int modifiers = field.getModifiers();
            return CodeIndex.field(
                            type.getClassLoader(),
                            new Declaration(
                                    type.getName(),
                                    name,
                                    field.getType().descriptorString(),
                                    Modifier.isStatic(modifiers),
                                    Modifier.isVolatile(modifiers),
                                    Modifier.isFinal(modifiers)))
                    .number();
        } catch (NoSuchFieldException e) {
            throw new LinkageError(type + "." + name, e);
        }
    }

    public static @Nullable Object read(Object holder, long offset, AccessMode mode) {
        return Access.read(slot(holder, offset), mode, Models.place());
    }

    public static void write(Object holder, long offset, @Nullable Object value, AccessMode mode) {
        Access.write(slot(holder, offset), value, mode, Models.place());
    }

    /// Updates a variable atomically, and returns the value before.
    public static @Nullable Object update(
            Object holder, long offset, UnaryOperator<@Nullable Object> change) {
        return Access.update(
                slot(holder, offset),
                true,
                change,
                AccessMode.VOLATILE,
                AccessMode.VOLATILE,
                Models.place());
    }

    public static void park(boolean isTimed) {
        if (isTimed) ThreadHooks.parkTimed(1, Models.place());
        else ThreadHooks.park(Models.place());
    }

    private static Slot slot(Object holder, long offset) {
        int number = (int) offset;
        return holder.getClass().isArray()
                ? new Slot.OfArray(holder, number)
                : new Slot.OfField(CodeIndex.field(number), holder);
    }
}
