package chatlab.engine.execution;

import chatlab.engine.execution.Step.Kind;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;

/// What instrumented code calls instead of [Thread] and [LockSupport].
public final class ThreadHooks {
    /// What threads run that were made by a builder.
    private static final Map<Thread, Runnable> VIRTUAL =
            Collections.synchronizedMap(new WeakHashMap<>());

    private ThreadHooks() {}

    public static void start(Thread thread, int place) {
        var execution = Hooks.current();
        if (execution == null) {
            thread.start();
            return;
        }
        if (execution.laneOf(thread) != null) throw new IllegalThreadStateException();
        begin(execution, thread, body(execution, thread, place), place);
    }

    /// A virtual thread does not say what it runs.
    private static Runnable body(Execution execution, Thread thread, int place) {
        if (!thread.isVirtual()) return thread; // its `run`, on a thread of ours
        var body = VIRTUAL.get(thread);
        if (body == null) {
            throw execution.uncontrolled(
                    "a virtual thread of a factory runs outside the schedule", place);
        }
        return body;
    }

    public static Thread startVirtualThread(Runnable body, int place) {
        return start(Thread.ofVirtual(), body, place);
    }

    public static Thread start(Thread.Builder builder, Runnable body, int place) {
        var thread = unstarted(builder, body);
        start(thread, place);
        return thread;
    }

    public static Thread unstarted(Thread.Builder builder, Runnable body) {
        var thread = builder.unstarted(body);
        VIRTUAL.put(thread, body);
        return thread;
    }

    private static void begin(Execution execution, Thread thread, Runnable body, int place) {
        execution.point(place, () -> "starts a thread");
        execution.touch(Thread.class, true); // threads are numbered in the order of their starts
        execution.memory().escape(thread);
        var lane = execution.add(thread.getName(), body, false);
        lane.represented = thread;
        execution.progress();
        execution.tracer().step(Kind.SYNCHRONIZATION, "starts " + lane, place);
    }

    public static Thread currentThread() {
        var execution = Hooks.current();
        if (execution == null) return Thread.currentThread();
        var represented = execution.running().represented;
        return represented == null ? Thread.currentThread() : represented;
    }

    public static void join(Thread thread, int place) throws InterruptedException {
        join(thread, 0, place);
    }

    public static void join(Thread thread, long millis, int place) throws InterruptedException {
        var execution = Hooks.current();
        var lane = execution == null ? null : execution.laneOf(thread);
        if (execution == null || lane == null) {
            if (execution == null || thread.getState() != Thread.State.NEW) thread.join(millis);
            return;
        }
        var what = "for the end of " + lane;
        execution.point(place, () -> "waits " + what);
        execution.touch(lane, false);
        execution.tracer().step(Kind.SYNCHRONIZATION, "waits " + what, place);
        if (millis > 0) {
            if (!Models.awaitTimed(() -> lane.isEnded, what, millis * 1_000_000)) return;
        } else {
            Models.awaitInterruptibly(() -> lane.isEnded, what);
        }
        execution.touch(lane, false);
        execution.running().viewer().acquire(lane.viewer().clock());
    }

    public static boolean isAlive(Thread thread, int place) {
        var execution = Hooks.current();
        var lane = execution == null ? null : execution.laneOf(thread);
        if (execution == null || lane == null) return thread.isAlive();
        execution.point(place);
        execution.touch(lane, false);
        // A false answer synchronizes with the thread's end (JLS 17.4.4).
        if (lane.isEnded) execution.running().viewer().acquire(lane.viewer().clock());
        return !lane.isEnded;
    }

    // --- Interrupts ---

    public static void interrupt(Thread thread, int place) {
        var execution = Hooks.current();
        var lane = execution == null ? null : execution.laneOf(thread);
        if (execution == null || lane == null) {
            if (execution == null) thread.interrupt();
            return;
        }
        execution.point(place, () -> "interrupts " + lane);
        execution.touch(lane, true);
        execution.progress();
        lane.isInterrupted = true;
        lane.interruptedBy = execution.running().viewer().release();
        execution.tracer().step(Kind.SYNCHRONIZATION, "interrupts " + lane, place);
    }

    public static boolean isInterrupted(Thread thread, int place) {
        var execution = Hooks.current();
        var lane = execution == null ? null : execution.laneOf(thread);
        if (execution == null || lane == null) return thread.isInterrupted();
        execution.point(place);
        execution.touch(lane, false);
        if (lane.isInterrupted) execution.running().viewer().acquire(lane.interruptedBy);
        return lane.isInterrupted;
    }

    public static boolean interrupted(int place) {
        var execution = Hooks.current();
        if (execution == null) return Thread.interrupted();
        var lane = execution.running();
        execution.point(place);
        execution.touch(lane, true);
        boolean was = lane.isInterrupted;
        if (was) lane.viewer().acquire(lane.interruptedBy);
        lane.isInterrupted = false;
        return was;
    }

    // --- Hints ---

    /// `Thread.yield`, `Thread.onSpinWait`: the schedule decides.
    public static void giveWay(int place) {
        var execution = Hooks.current();
        if (execution == null) return;
        execution.running().viewer().repeated().hint();
        execution.point(place, () -> "gives way");
    }

    /// `Thread.sleep`: time is virtual, and may have passed at once.
    public static void sleep(long millis, int place) throws InterruptedException {
        var execution = Hooks.current();
        if (execution != null) execution.sleep(millis * 1_000_000);
        giveWay(place);
        Models.throwIfInterrupted();
    }

    // --- LockSupport ---

    public static void park(int place) {
        park(Wait.Early.SPURIOUSLY, 0, place);
    }

    public static void parkTimed(long nanos, int place) {
        park(Wait.Early.BY_TIME, nanos, place);
    }

    private static void park(Wait.Early early, long nanos, int place) {
        var execution = Hooks.current();
        if (execution == null) return; // may return for no reason
        execution.point(place, () -> "parks");
        var lane = execution.running();
        execution.touch(lane, true);
        execution.tracer().step(Kind.SYNCHRONIZATION, "parks", place);
        execution.block(
                new Wait(
                        () -> lane.hasPermit || lane.isInterrupted,
                        () -> "to be unparked",
                        early,
                        () -> true,
                        nanos));
        execution.touch(lane, true);
        lane.hasPermit = false;
    }

    public static void unpark(@Nullable Thread thread, int place) {
        var execution = Hooks.current();
        if (thread == null) return;
        var lane = execution == null ? null : execution.laneOf(thread);
        if (execution == null || lane == null) {
            LockSupport.unpark(thread);
            return;
        }
        execution.point(place, () -> "unparks " + lane);
        execution.touch(lane, true);
        execution.progress();
        lane.hasPermit = true;
        execution.tracer().step(Kind.SYNCHRONIZATION, "unparks " + lane, place);
    }
}
