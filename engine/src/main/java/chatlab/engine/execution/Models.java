package chatlab.engine.execution;

import chatlab.engine.code.CodeIndex;
import chatlab.engine.execution.Director.Alternative;
import chatlab.engine.execution.Step.Kind;
import chatlab.engine.memory.AccessMode;
import chatlab.engine.memory.Cells;
import chatlab.engine.memory.Clock;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// What the models of JDK classes are made of: variables, waits, and state that lasts for one
/// execution.
public final class Models {
    /// State of models that are used outside an execution, by a class initializer for instance.
    private static final Map<Object, Object> OUTSIDE =
            Collections.synchronizedMap(new WeakHashMap<>());

    private static final Object NOBODY = new Object();

    private Models() {}

    /// Instrumented code says where it calls a model, right before it does.
    public static void at(int place) {
        var lane = lane();
        if (lane != null) lane.modelCalledAt = place;
    }

    /// Where the running thread has called the model.
    static int place() {
        var lane = lane();
        return lane == null ? CodeIndex.OUTSIDE : lane.modelCalledAt;
    }

    // --- Variables ---

    public static @Nullable Object get(Cells cells, int index, AccessMode mode) {
        return Access.read(new Slot.OfCells(cells, index), mode, place());
    }

    public static void set(Cells cells, int index, @Nullable Object value, AccessMode mode) {
        Access.write(new Slot.OfCells(cells, index), value, mode, place());
    }

    /// Updates a variable, atomically unless it is disarmed.
    ///
    /// @param change as for [chatlab.engine.memory.Memory#update]
    /// @return the value before
    public static @Nullable Object update(
            Cells cells,
            int index,
            UnaryOperator<@Nullable Object> change,
            AccessMode readMode,
            AccessMode writeMode) {
        return Access.update(
                new Slot.OfCells(cells, index),
                cells.isAtomic(),
                change,
                readMode,
                writeMode,
                place());
    }

    public static void escape(@Nullable Object object) {
        Hooks.escape(object);
    }

    /// Returns true if a thread passes others that wait for the same.
    public static boolean barges() {
        var execution = Hooks.current();
        return execution != null && execution.choose(2, Alternative.EQUAL) == 1;
    }

    /// Returns true if a weak compare-and-set fails although the value is as expected.
    public static boolean failsSpuriously() {
        var execution = Hooks.current();
        return execution != null && execution.choose(2, Alternative.SPURIOUS_FAILURE) == 1;
    }

    /// Starts a thread under the schedule.
    public static void start(Thread thread) {
        ThreadHooks.start(thread, place());
    }

    // --- Locks and the like ---

    /// The state of a model in this execution.
    @SuppressWarnings("unchecked") // a model always asks with the same type
    public static <S> S state(Object model, Supplier<S> initial) {
        var execution = Hooks.current();
        if (execution == null) return (S) OUTSIDE.computeIfAbsent(model, _ -> initial.get());
        var shadow = execution.memory().shadow(model);
        var state = shadow.state();
        if (state == null) {
            state = initial.get();
            shadow.state(state);
        }
        return (S) state;
    }

    /// A step that uses a model. What it changes may be what others wait for.
    public static void step(Object model, String what) {
        int here = place();
        var execution = Hooks.current();
        if (execution == null) return;
        execution.point(here, () -> what);
        execution.touch(model, true);
        execution.tracer().step(Kind.SYNCHRONIZATION, what, here);
    }

    /// The running step changes a model.
    public static void changed(Object model) {
        var execution = Hooks.current();
        if (execution != null) execution.touch(model, true);
    }

    /// The running step changes what a spinning thread may wait for.
    public static void progress() {
        var execution = Hooks.current();
        if (execution != null) execution.progress();
    }

    /// Waits, whatever happens.
    ///
    /// @param what for instance `for a permit`
    public static void await(BooleanSupplier isOver, String what) {
        block(Wait.until(isOver, () -> what));
    }

    /// Waits until it is over or the thread is interrupted.
    public static void awaitInterruptibly(BooleanSupplier isOver, String what)
            throws InterruptedException {
        throwIfInterrupted();
        var lane = lane();
        block(Wait.until(() -> isOver.getAsBoolean() || isInterrupted(lane), () -> what));
        if (!isOver.getAsBoolean()) throwIfInterrupted();
    }

    /// Waits until it is over, the thread is interrupted, or the time has passed. The time passes
    /// when the schedule says so.
    ///
    /// @return false if the time has passed
    public static boolean awaitTimed(BooleanSupplier isOver, String what, long nanos)
            throws InterruptedException {
        throwIfInterrupted();
        var lane = lane();
        boolean isEarly =
                block(
                        new Wait(
                                () -> isOver.getAsBoolean() || isInterrupted(lane),
                                () -> what,
                                Wait.Early.BY_TIME,
                                () -> true,
                                nanos));
        if (isEarly) return false;
        if (!isOver.getAsBoolean()) throwIfInterrupted();
        return true;
    }

    /// Waits as the wait of a condition does.
    ///
    /// @param isWoken a signal has come
    /// @param isFree its lock can be taken again
    /// @param nanos how long it waits at most; 0 is without end
    /// @return false if the wait ended without a signal
    public static boolean awaitSignal(
            BooleanSupplier isWoken,
            BooleanSupplier isFree,
            long nanos,
            boolean isInterruptible,
            String what) {
        var lane = lane();
        boolean isEarly =
                block(
                        new Wait(
                                () ->
                                        isFree.getAsBoolean()
                                                && (isWoken.getAsBoolean()
                                                        || (isInterruptible
                                                                && isInterrupted(lane))),
                                () -> what,
                                nanos > 0 ? Wait.Early.BY_TIME : Wait.Early.SPURIOUSLY,
                                isFree,
                                nanos));
        return !isEarly && isWoken.getAsBoolean();
    }

    private static boolean block(Wait wait) {
        var execution = Hooks.current();
        if (execution != null) return execution.block(wait);
        if (wait.isOver().getAsBoolean()) return false;
        throw new IllegalStateException(
                "outside an execution no thread ends the wait " + wait.what().get());
    }

    private static @Nullable Lane lane() {
        var execution = Hooks.current();
        return execution == null ? null : execution.running();
    }

    private static boolean isInterrupted(@Nullable Lane lane) {
        return lane != null && lane.isInterrupted;
    }

    /// Throws if the thread is interrupted, and clears its status.
    public static void throwIfInterrupted() throws InterruptedException {
        var lane = lane();
        if (lane == null || !lane.isInterrupted) return;
        lane.isInterrupted = false;
        throw new InterruptedException();
    }

    /// The running thread, as the owner of a lock.
    public static Object self() {
        var lane = lane();
        return lane == null ? NOBODY : lane;
    }

    /// Makes all that the running thread has done known to those who [#acquire] the clock.
    public static @Nullable Clock release() {
        var lane = lane();
        return lane == null ? null : lane.viewer().release();
    }

    public static void acquire(@Nullable Clock released) {
        var lane = lane();
        if (lane != null) lane.viewer().acquire(released);
    }

    /// A small number of the running thread, the same in every run.
    public static int threadNumber() {
        var lane = lane();
        return lane == null ? 0 : lane.id();
    }

    /// Ends the exploration: what the model is asked for cannot be controlled.
    public static UnsupportedOperationException uncontrolled(String what) {
        Hooks.uncontrolled(what, place());
        return new UnsupportedOperationException(what);
    }
}
