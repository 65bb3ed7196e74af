package chatlab.engine.execution;

import chatlab.engine.memory.Clock;

/// The moments of the running execution, for programs that record what their threads do.
///
/// The code that records is not under test, so the engine does not see it. It may record only
/// together with an event of this timeline.
public final class Timeline {
    private static final Moment NEVER = new Moment(0, 0, new Clock());

    private Timeline() {}

    /// The calling thread does something that others could notice, as a step of its own: another
    /// thread may run right before it.
    ///
    /// @param what in words, such as `calls join(ann)`
    public static Moment step(String what) {
        var execution = Hooks.current();
        return execution == null ? NEVER : execution.event(what, true);
    }

    /// The same within the step that the thread is in, and without words.
    public static Moment now() {
        var execution = Hooks.current();
        return execution == null ? NEVER : execution.event(null, false);
    }

    /// All threads have ended, and the program asks for the outcome: threads that the code has
    /// started since then run to their end.
    public static void settle() {
        var execution = Hooks.current();
        if (execution != null) execution.settle();
    }

    /// Whether a read of this execution returned an older write than the newest. Then the order of
    /// the schedule means nothing, and only happens-before counts.
    public static boolean hasStaleReads() {
        var execution = Hooks.current();
        return execution != null && execution.hasStaleReads();
    }
}
