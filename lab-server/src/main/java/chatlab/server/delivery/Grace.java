package chatlab.server.delivery;

import java.time.Duration;

/// How long others still wait for one client whose outbox is more than half full.
///
/// The time in which it is more than half full uses the grace up, whether anybody waits or not. The
/// rest of the time restores it, ten times as slowly. So a client that only reads a little slows
/// the others down for a tenth of the time at most. Guarded by the monitor of its outbox.
final class Grace {
    private static final int RESTORE = 10;

    private final long most;
    private long left;
    private long since;
    private boolean used;

    /// @param now as of [System#nanoTime], as in the other methods
    Grace(Duration most, long now) {
        this.most = most.toNanos();
        left = this.most;
        since = now;
    }

    boolean isUsed() {
        return used;
    }

    void begin(long now) {
        left = Math.min(most, left + (now - since) / RESTORE);
        since = now;
        used = true;
    }

    void end(long now) {
        left = left(now);
        since = now;
        used = false;
    }

    /// The nanoseconds that are left, from 0 up; while it is used.
    long left(long now) {
        return Math.max(0, left - (now - since));
    }
}
