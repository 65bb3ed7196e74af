package chatlab.engine.memory;

import org.jspecify.annotations.Nullable;

/// A vector clock: for each thread, how many of its events happened before now.
///
/// Event n of a thread happens-before everything that is done by a thread whose clock [#knows] it.
public final class Clock {
    /// The most threads that one execution can have, the program's main thread included.
    public static final int THREADS = 9;

    private final int[] ticks;

    public Clock() {
        ticks = new int[THREADS];
    }

    private Clock(int[] ticks) {
        this.ticks = ticks;
    }

    public Clock copy() {
        return new Clock(ticks.clone());
    }

    /// Counts one more event of a thread, and returns its number.
    public int tick(int thread) {
        return ++ticks[thread];
    }

    public int of(int thread) {
        return ticks[thread];
    }

    public boolean knows(int thread, int tick) {
        return ticks[thread] >= tick;
    }

    /// Adds what another clock knows; null knows nothing.
    public void join(@Nullable Clock other) {
        if (other == null) return;
        int[] others = other.ticks;
        for (int i = 0; i < THREADS; i++) {
            if (others[i] > ticks[i]) ticks[i] = others[i];
        }
    }

    /// Returns true if this clock knows an event that the other does not know.
    public boolean exceeds(Clock other) {
        for (int i = 0; i < THREADS; i++) {
            if (ticks[i] > other.ticks[i]) return true;
        }
        return false;
    }

    /// Returns a clock that knows what both know.
    public static Clock joined(@Nullable Clock one, Clock other) {
        var both = other.copy();
        both.join(one);
        return both;
    }
}
