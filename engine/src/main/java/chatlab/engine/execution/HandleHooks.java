package chatlab.engine.execution;

import chatlab.engine.code.CodeIndex;
import chatlab.engine.code.SharedField;
import chatlab.engine.code.SharedField.Declaration;
import chatlab.engine.execution.Step.Kind;
import chatlab.engine.memory.AccessMode;
import chatlab.engine.memory.Clock;
import chatlab.engine.memory.Memory;
import chatlab.engine.memory.Write;

import org.jspecify.annotations.Nullable;

import java.lang.constant.ClassDesc;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// What instrumented code calls instead of a [VarHandle], in all of its access modes.
public final class HandleHooks {
    /// What a handle refers to: a field, or array elements if there is none.
    private record Target(@Nullable SharedField field, Class<?> type) {}

    private static final IdentityHashMap<VarHandle, Target> TARGETS = new IdentityHashMap<>();

    private HandleHooks() {}

    /// Performs one call.
    ///
    /// @param method the name of the method
    /// @param caller the class of the calling code
    /// @return the result of the method, boxed; null if it has none
    public static @Nullable Object call(
            VarHandle handle,
            @Nullable Object[] arguments,
            String method,
            int place,
            Class<?> caller) {
        var target = target(handle, caller.getClassLoader());
        if (target == null) {
            Hooks.uncontrolled("a VarHandle that is no view of a field or an array", place);
            throw new UnsupportedOperationException("the VarHandle " + handle);
        }
        var slot = slot(target, arguments);
        int first = handle.coordinateTypes().size();
        var one = argument(arguments, first, target.type);
        var other = argument(arguments, first + 1, target.type);
        var mode = VarHandle.AccessMode.valueFromMethodName(method);
        if (isPureRead(mode)) return Access.read(slot, readMode(mode), place);
        if (isPureWrite(mode)) {
            Access.write(slot, one, writeMode(mode), place);
            return null;
        }
        boolean isAtomic =
                target.field == null
                        || !(caller.getClassLoader() instanceof Instrumented loader)
                        || loader.isAtomic(target.field);
        return update(slot, isAtomic, mode, one, other, place);
    }

    private static Slot slot(Target target, @Nullable Object[] arguments) {
        var field = target.field;
        if (field != null && field.isStatic()) return new Slot.OfField(field, null);
        var holder = Objects.requireNonNull(arguments[0]);
        if (field != null) return new Slot.OfField(field, holder);
        int index = (Integer) Objects.requireNonNull(arguments[1]);
        return new Slot.OfArray(holder, Objects.checkIndex(index, Array.getLength(holder)));
    }

    private static @Nullable Object argument(
            @Nullable Object[] arguments, int index, Class<?> type) {
        return index < arguments.length ? widened(arguments[index], type) : null;
    }

    /// A handle widens its arguments as a method call does.
    private static @Nullable Object widened(@Nullable Object value, Class<?> type) {
        if (!type.isPrimitive() || value == null || value instanceof Boolean) return value;
        if (type == char.class) return value;
        Number number = value instanceof Character c ? Integer.valueOf(c) : (Number) value;
        if (type == int.class) return number.intValue();
        if (type == long.class) return number.longValue();
        if (type == short.class) return number.shortValue();
        if (type == byte.class) return number.byteValue();
        if (type == float.class) return number.floatValue();
        return number.doubleValue();
    }

    private static @Nullable Object update(
            Slot slot,
            boolean isAtomic,
            VarHandle.AccessMode mode,
            @Nullable Object one,
            @Nullable Object other,
            int place) {
        var change = change(mode, one, other);
        if (!mode.methodName().startsWith("weakCompareAndSet")) {
            var before =
                    Access.update(slot, isAtomic, change, readMode(mode), writeMode(mode), place);
            return result(mode, before, one);
        }
        boolean[] fails = new boolean[1];
        var before =
                Access.update(
                        slot,
                        isAtomic,
                        old -> {
                            var after = change.apply(old);
                            fails[0] = after != Memory.UNCHANGED && Models.failsSpuriously();
                            return fails[0] ? Memory.UNCHANGED : after;
                        },
                        readMode(mode),
                        writeMode(mode),
                        place);
        return !fails[0] && Write.isSame(before, one);
    }

    private static boolean isPureRead(VarHandle.AccessMode mode) {
        return switch (mode) {
            case GET, GET_OPAQUE, GET_ACQUIRE, GET_VOLATILE -> true;
            default -> false;
        };
    }

    private static boolean isPureWrite(VarHandle.AccessMode mode) {
        return switch (mode) {
            case SET, SET_OPAQUE, SET_RELEASE, SET_VOLATILE -> true;
            default -> false;
        };
    }

    /// An atomic update is at least coherent, whatever its name says.
    private static AccessMode readMode(VarHandle.AccessMode mode) {
        var name = mode.methodName();
        if (mode == VarHandle.AccessMode.GET) return AccessMode.PLAIN;
        if (name.endsWith("Opaque") || name.endsWith("Plain") || name.endsWith("Release")) {
            return AccessMode.OPAQUE;
        }
        return name.endsWith("Acquire") ? AccessMode.ACQUIRE_RELEASE : AccessMode.VOLATILE;
    }

    private static AccessMode writeMode(VarHandle.AccessMode mode) {
        var name = mode.methodName();
        if (mode == VarHandle.AccessMode.SET) return AccessMode.PLAIN;
        if (name.endsWith("Opaque") || name.endsWith("Plain") || name.endsWith("Acquire")) {
            return AccessMode.OPAQUE;
        }
        return name.endsWith("Release") ? AccessMode.ACQUIRE_RELEASE : AccessMode.VOLATILE;
    }

    private static UnaryOperator<@Nullable Object> change(
            VarHandle.AccessMode mode, @Nullable Object one, @Nullable Object other) {
        var name = mode.methodName();
        if (name.contains("ompareAnd")) {
            return old -> Write.isSame(old, one) ? other : Memory.UNCHANGED;
        }
        if (name.startsWith("getAndSet")) return _ -> one;
        if (name.startsWith("getAndAdd")) return old -> Numbers.sum(number(old), number(one));
        if (name.startsWith("getAndBitwiseOr")) {
            return old -> Numbers.bits(old, one, (a, b) -> a | b);
        }
        if (name.startsWith("getAndBitwiseAnd")) {
            return old -> Numbers.bits(old, one, (a, b) -> a & b);
        }
        return old -> Numbers.bits(old, one, (a, b) -> a ^ b);
    }

    private static Object number(@Nullable Object value) {
        return Objects.requireNonNull(value);
    }

    private static @Nullable Object result(
            VarHandle.AccessMode mode, @Nullable Object before, @Nullable Object expected) {
        return mode.methodName().contains("ompareAndSet")
                ? (Object) Write.isSame(before, expected)
                : before;
    }

    private static @Nullable Target target(VarHandle handle, ClassLoader loader) {
        var known = TARGETS.get(handle);
        if (known != null) return known;
        var coordinates = handle.coordinateTypes();
        Target target;
        if (coordinates.size() == 2) {
            if (!coordinates.getFirst().isArray()
                    || coordinates.getFirst().getComponentType() != handle.varType()) {
                return null; // such as a view of a byte[] as longs
            }
            target = new Target(null, handle.varType());
        } else {
            var description = handle.describeConstable();
            if (description.isEmpty()) return null;
            var bootstrap = description.get().bootstrapArgs();
            var owner = (ClassDesc) bootstrap[0];
            target =
                    new Target(
                            field(handle, owner, description.get().constantName(), loader),
                            handle.varType());
        }
        TARGETS.put(handle, target);
        return target;
    }

    private static SharedField field(
            VarHandle handle, ClassDesc owner, String name, ClassLoader loader) {
        var descriptor = owner.descriptorString();
        var className = descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
        try {
            var field = Class.forName(className, false, loader).getDeclaredField(name);
            int modifiers = field.getModifiers();
            return CodeIndex.field(
                    loader,
                    new Declaration(
                            className,
                            name,
                            handle.varType().descriptorString(),
                            Modifier.isStatic(modifiers),
                            Modifier.isVolatile(modifiers),
                            Modifier.isFinal(modifiers)));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(className + "." + name, e);
        }
    }

    /// A full fence, or a weaker one, which the engine takes for a full one: all fences have one
    /// order, and each makes what came before it known to those after it.
    public static void fence(int place) {
        var execution = Hooks.current();
        if (execution == null) return;
        execution.point(place);
        execution.touch(VarHandle.class, true);
        var viewer = execution.running().viewer();
        var shadow = execution.memory().shadow(VarHandle.class);
        if (shadow.state() instanceof Clock earlier) viewer.acquire(earlier);
        shadow.state(viewer.release());
        execution.tracer().step(Kind.SYNCHRONIZATION, "passes a fence", place);
    }
}
