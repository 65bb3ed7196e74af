package chatlab.engine.execution;

import chatlab.engine.code.CodeIndex;
import chatlab.engine.code.SharedField;
import chatlab.engine.execution.Step.Kind;
import chatlab.engine.memory.AccessMode;
import chatlab.engine.memory.Elements;
import chatlab.engine.memory.Write;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.util.Objects;

/// What instrumented code calls instead of touching memory and monitors itself.
///
/// Outside an execution, and while a class is being initialized, everything is as plain as it was.
/// The numbers are those of [CodeIndex].
public final class Hooks {
    private static @Nullable Execution current;

    private Hooks() {}

    static void enter(Execution execution) {
        if (current != null) {
            throw new IllegalStateException("another execution is running in this JVM");
        }
        current = execution;
    }

    static void leave() {
        current = null;
    }

    /// The execution that the calling code belongs to, or null if it runs as it is.
    static @Nullable Execution current() {
        var execution = current;
        return execution == null || execution.isInitializing() ? null : execution;
    }

    private static AccessMode mode(SharedField field) {
        return field.isVolatile() ? AccessMode.VOLATILE : AccessMode.PLAIN;
    }

    // --- Fields ---

    public static @Nullable Object get(Object holder, int number, int place) {
        Objects.requireNonNull(holder);
        var field = CodeIndex.field(number);
        return Access.read(new Slot.OfField(field, holder), mode(field), place);
    }

    public static @Nullable Object getStatic(int number, int place) {
        var field = CodeIndex.field(number);
        field.get(null); // initializes the class, if need be
        return Access.read(new Slot.OfField(field, null), mode(field), place);
    }

    public static void put(Object holder, @Nullable Object value, int number, int place) {
        Objects.requireNonNull(holder);
        var field = CodeIndex.field(number);
        Access.write(new Slot.OfField(field, holder), value, mode(field), place);
    }

    public static void putStatic(@Nullable Object value, int number, int place) {
        var field = CodeIndex.field(number);
        field.get(null); // initializes the class, if need be
        Access.write(new Slot.OfField(field, null), value, mode(field), place);
    }

    public static @Nullable Object getFinal(Object holder, int number, int place) {
        Objects.requireNonNull(holder);
        var field = CodeIndex.field(number);
        var execution = current();
        if (execution == null) return field.get(holder);
        var memory = execution.memory();
        var viewer = execution.running().viewer();
        var shadow = memory.shadow(holder);
        if (!memory.isFrozenFor(viewer, shadow)) {
            execution.point(place);
            execution.touch(shadow, false);
        }
        return memory.readFinal(viewer, shadow, field, place);
    }

    /// Right before a constructor writes a final field: others notice if it let `this` escape.
    public static void beforeFinal(Object holder, int place) {
        var execution = current();
        if (execution == null) return;
        var shadow = execution.memory().shadow(holder);
        if (!execution.memory().isConfined(shadow, execution.running().viewer())) {
            execution.point(place);
            execution.touch(shadow, true);
        }
    }

    public static void putFinal(Object holder, @Nullable Object value, int place) {
        beforeFinal(holder, place);
        var execution = current();
        if (execution == null) return;
        execution.memory().writeFinal(execution.memory().shadow(holder), value);
    }

    // --- Objects ---

    public static void created(Object object) {
        var execution = current();
        if (execution != null) {
            execution.memory().created(object, execution.running().viewer());
        }
    }

    public static void beginConstructor(Object object) {
        var execution = current();
        if (execution != null) {
            execution.memory().beginConstructor(object, execution.running().viewer());
        }
    }

    public static void endConstructor(Object object, boolean hasFinals) {
        var execution = current();
        if (execution != null) {
            execution.memory().endConstructor(object, hasFinals, execution.running().viewer());
        }
    }

    public static void escape(@Nullable Object object) {
        var execution = current();
        if (execution != null) execution.memory().escape(object);
    }

    public static void captured(Object lambda, @Nullable Object object) {
        var execution = current();
        if (execution != null) {
            execution.memory().captured(lambda, object, execution.running().viewer());
        }
    }

    /// The same in every run. An object of the program that has a hash code of its own keeps it, so
    /// that the code under test cannot tell it from one that has none.
    public static int identityHashCode(@Nullable Object object) {
        var execution = current();
        if (execution == null || object == null) return System.identityHashCode(object);
        if (Outside.hashesItself(object.getClass())) return object.hashCode();
        return execution.identityHashCode(object);
    }

    public static int hashCode(Object object) {
        return IdentityMethods.hasOwnHashCode(object.getClass())
                ? object.hashCode()
                : identityHashCode(object);
    }

    // --- Arrays ---

    private static @Nullable Object lent;
    private static int lentIndex;
    private static @Nullable Object lentValue;

    /// Right before an array element is loaded: if the load must show an old value, puts it there
    /// until [#afterLoad]. So the instruction itself stays, and with it the type of its result.
    public static void beforeLoad(@Nullable Object array, int index, int place) {
        var execution = current();
        if (execution == null || array == null || isOutside(array, index)) return;
        if (isWithoutHistory(execution, array)) return;
        var value = Access.read(new Slot.OfArray(array, index), AccessMode.PLAIN, place);
        var newest = Elements.get(array, index);
        if (Write.isSame(value, newest)) return;
        lent = array;
        lentIndex = index;
        lentValue = newest;
        Elements.set(array, index, value);
    }

    public static void afterLoad() {
        if (lent == null) return;
        Elements.set(lent, lentIndex, lentValue);
        lent = null;
        lentValue = null;
    }

    /// Returns true if the access throws.
    private static boolean isOutside(Object array, int index) {
        return index < 0 || index >= Array.getLength(array);
    }

    /// Stores an array element.
    ///
    /// @param value as the JVM has it on the stack: an int for the small types
    public static void store(Object array, int index, @Nullable Object value, int place) {
        var execution = current();
        if (execution == null || isOutside(array, index) || isWithoutHistory(execution, array)) {
            Objects.checkIndex(index, Array.getLength(array));
            Elements.set(array, index, Elements.asElement(array, value));
            return;
        }
        Access.write(
                new Slot.OfArray(array, index),
                Elements.asElement(array, value),
                AccessMode.PLAIN,
                place);
    }

    public static void arraycopy(
            Object from, int fromIndex, Object to, int toIndex, int length, int place) {
        var execution = current();
        if (execution == null
                || !isCopyable(from, fromIndex, to, toIndex, length)
                || (isWithoutHistory(execution, from) && isWithoutHistory(execution, to))) {
            System.arraycopy(from, fromIndex, to, toIndex, length);
            return;
        }
        var values = new Object[length];
        for (int i = 0; i < length; i++) {
            values[i] = Access.read(new Slot.OfArray(from, fromIndex + i), AccessMode.PLAIN, place);
        }
        for (int i = 0; i < length; i++) {
            Access.write(new Slot.OfArray(to, toIndex + i), values[i], AccessMode.PLAIN, place);
        }
    }

    private static boolean isWithoutHistory(Execution execution, Object array) {
        return execution.memory().isWithoutHistory(array, execution.running().viewer());
    }

    private static boolean isCopyable(
            @Nullable Object from, int fromIndex, @Nullable Object to, int toIndex, int length) {
        return from != null
                && to != null
                && length > 0
                && fromIndex >= 0
                && toIndex >= 0
                && length <= Array.getLength(from) - fromIndex
                && length <= Array.getLength(to) - toIndex;
    }

    public static Object cloneArray(Object array, int place) {
        int length = Array.getLength(array);
        var copy = newArray(array.getClass().getComponentType(), length);
        arraycopy(array, 0, copy, 0, length, place);
        return copy;
    }

    public static Object newArray(Class<?> component, int length) {
        var array = Array.newInstance(component, length);
        created(array);
        return array;
    }

    // --- Monitors ---

    public static void enter(Object object, int place) {
        Objects.requireNonNull(object);
        var execution = current();
        if (execution != null) new Monitors(execution).enter(object, place);
    }

    public static void exit(Object object) {
        var execution = current();
        if (execution != null) new Monitors(execution).exit(object);
    }

    public static void await(Object object, int place) throws InterruptedException {
        await(object, 0, place);
    }

    @SuppressWarnings("WaitNotInLoop") // the loop is in the code under test
    public static void await(Object object, long millis, int place) throws InterruptedException {
        var execution = current();
        if (execution == null) object.wait(millis);
        else new Monitors(execution).await(object, millis, place);
    }

    public static void signal(Object object, int place) {
        var execution = current();
        if (execution == null) object.notify();
        else new Monitors(execution).signal(object, place);
    }

    public static void signalAll(Object object, int place) {
        var execution = current();
        if (execution == null) object.notifyAll();
        else new Monitors(execution).signalAll(object, place);
    }

    // --- Code that the engine does not see ---

    /// Right before a call of a method of the program, such as a callback: others notice it.
    public static void outside(int place) {
        var execution = current();
        if (execution == null) return;
        execution.point(place, () -> "calls the program");
        execution.touch(Hooks.class, true);
        execution.tracer().step(Kind.OUTSIDE, "calls the program", place);
    }

    /// Right before the code under test calls what may be copied code of the JDK.
    public static void calls(int place) {
        var execution = current();
        if (execution != null) execution.running().viewer().calledFrom(place);
    }

    /// Right before a call of a thread-safe class of the JDK that is neither copied nor modeled:
    /// the call is one step, and synchronizes with all earlier calls of the same object.
    public static void opaque(@Nullable Object receiver, int place) {
        var execution = current();
        if (execution == null || receiver == null) return;
        if (receiver.getClass().getName().startsWith("java.util.concurrent.")) {
            new Opaque(execution).call(receiver, place);
        }
    }

    /// Ends the exploration: the call that follows cannot be controlled.
    public static void uncontrolled(String what, int place) {
        var execution = current();
        if (execution != null) throw execution.uncontrolled(what, place);
    }

    /// A backward jump.
    public static void loop(int place) {
        var execution = current;
        if (execution != null) execution.loop(place);
    }

    public static void beginInitializer() {
        var execution = current;
        if (execution != null) execution.beginInitializer();
    }

    public static void endInitializer() {
        var execution = current;
        if (execution != null) execution.endInitializer();
    }

    public static long nanoTime() {
        var execution = current();
        return execution == null ? System.nanoTime() : execution.nanoTime();
    }

    public static long currentTimeMillis() {
        var execution = current();
        return execution == null
                ? System.currentTimeMillis()
                : 1_700_000_000_000L + execution.nanoTime() / 1_000_000;
    }
}
