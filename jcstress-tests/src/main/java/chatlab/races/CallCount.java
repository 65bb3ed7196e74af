package chatlab.races;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// How many calls on channels have begun in this JVM, for the judge of hangs.
///
/// Each side of a race counts in a cache line of its own, so that counting does not order what the
/// two do. The count may lose a step where two threads share a side; the judge only looks whether
/// it moves.
enum CallCount {
    ANN,
    BOB,
    /// Before and after the race.
    LAB;

    /// As many integers as two cache lines hold; processors fetch lines in pairs.
    private static final int APART = 32;

    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int[] COUNTS = new int[APART * (values().length + 1)];

    private final int place = APART * (ordinal() + 1);

    /// A call begins on this side.
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
