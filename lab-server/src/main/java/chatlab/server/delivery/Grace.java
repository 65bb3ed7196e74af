package chatlab.server.delivery;

import java.time.Duration;

/// How long others still wait for one client whose outbox is more than half full.
///
/// The time in which the outbox is more than half full uses the grace up, whether anybody waits or
/// not. What is taken out of the outbox restores it: a whole outbox, all of it. So a client that
/// reads fast enough slows the others down to its own speed, and a client that hardly reads does so
/// hardly ever. Guarded by the monitor of its outbox.
final class Grace {
    private final long most;
    private long left;
    private long since;
    private boolean used;

    Grace(Duration most) {
        this.most = most.toNanos();
        left = this.most;
    }

    boolean isUsed() {
        return used;
    }

    /// The outbox is more than half full.
    ///
    /// @param now as of [System#nanoTime]
    void begin(long now) {
        since = now;
        used = true;
    }

    /// Its messages have been taken out.
    ///
    /// @param share how full it was, from 0 to 1
    void end(long now, double share) {
        left = Math.min(most, left(now) + Math.round(share * most));
        used = false;
    }

    /// The nanoseconds that are left, from 0 up; while it is used.
    long left(long now) {
        return Math.max(0, left - (now - since));
    }
}
