package chatlab.races.question;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Counts the calls on channels that have begun in this JVM. The judge of hangs asks whether the
/// count changes.
///
/// Each side of a race has its own cache line, so that counting does not order the two sides. If
/// two threads share a side, a step may be lost; this does no harm.
public enum CallCount {
    ANN(1),
    BOB(2),
    /// The lab itself, before and after the race.
    LAB(3);

    /// The integers in two cache lines, because processors fetch lines in pairs.
    private static final int APART = 32;

    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int[] COUNTS = new int[APART * (values().length + 1)];

    private final int place;

    /// @param line a different one for each side
    CallCount(int line) {
        this.place = APART * line;
    }

    /// Counts a call that begins on this side.
    public void begin() {
        COUNT.setOpaque(COUNTS, place, (int) COUNT.getOpaque(COUNTS, place) + 1);
    }

    /// A number that changes when a call begins.
    public static long sum() {
        long sum = 0;
        for (var side : values()) sum += (int) COUNT.getOpaque(COUNTS, side.place);
        return sum;
    }
}
