package chatlab.engine.memory;

import org.jspecify.annotations.Nullable;

/// One write to a variable, and what its thread knew then.
///
/// @param thread the writing thread, or [#NOBODY] for the value that the variable had at first
/// @param tick the event of that thread
/// @param clock what happens-before the write, the write included
/// @param released what a synchronizing read of this write learns; null for plain and opaque writes
/// @param calledFrom as in [RacingAccess]
public record Write(
        int thread,
        int tick,
        Clock clock,
        @Nullable Object value,
        AccessMode mode,
        @Nullable Clock released,
        int place,
        int calledFrom) {
    /// The default write happens-before everything (JLS 17.4.4).
    static final int NOBODY = -1;

    private static final Clock NOTHING = new Clock();

    static Write initial(@Nullable Object value, int place) {
        return new Write(NOBODY, 0, NOTHING, value, AccessMode.VOLATILE, null, place, place);
    }

    public boolean isInitial() {
        return thread == NOBODY;
    }

    RacingAccess access() {
        return new RacingAccess(thread, true, place, calledFrom);
    }

    boolean isKnownTo(Clock view) {
        return thread == NOBODY || view.knows(thread, tick);
    }

    boolean happensBefore(Write later) {
        return thread == NOBODY || (later.thread != NOBODY && later.clock.knows(thread, tick));
    }

    /// Returns true if a program cannot tell the values apart.
    public static boolean isSame(@Nullable Object one, @Nullable Object other) {
        return one == other || (one != null && isBoxed(one) && one.equals(other));
    }

    private static boolean isBoxed(Object value) {
        return value instanceof Number || value instanceof Boolean || value instanceof Character;
    }
}
