package chatlab.server.net;

import java.util.concurrent.atomic.AtomicLong;

/// Gives stamps. A clock that is behind learns the time from the stamps it sees, as in Lamport's
/// "Time, Clocks, and the Ordering of Events in a Distributed System" (1978). Thread-safe.
final class StampClock {
    private final String server;
    private final AtomicLong last = new AtomicLong();

    StampClock(String server) {
        this.server = server;
    }

    Stamp next() {
        long now = System.currentTimeMillis();
        return new Stamp(last.updateAndGet(before -> Math.max(now, before + 1)), server);
    }

    void saw(Stamp stamp) {
        last.accumulateAndGet(stamp.time(), Math::max);
    }
}
