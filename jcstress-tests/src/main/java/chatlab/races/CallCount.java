package chatlab.races;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Counts the calls on channels that have begun in this JVM. The judge of hangs asks whether the
/// count changes.
///
/// Each side of a race has its own cache line, so that counting does not order the two sides. If
/// two threads share a side, a step may be lost; this does no harm.
enum CallCount {
    ANN,
    BOB,
    /// The lab itself, before and after the race.
    LAB;

    /// The integers in two cache lines, because processors fetch lines in pairs.
    private static final int APART = 32;

    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int[] COUNTS = new int[APART * (values().length + 1)];

    private final int place = APART * (ordinal() + 1);

    /// Counts a call that begins on this side.
    void begin() {
        COUNT.setOpaque(COUNTS, place, (int) COUNT.getOpaque(COUNTS, place) + 1);
    }

    /// A number that changes when a call begins.
    static long sum() {
        long sum = 0;
        for (var side : values()) sum += (int) COUNT.getOpaque(COUNTS, side.place);
        return sum;
    }
}
