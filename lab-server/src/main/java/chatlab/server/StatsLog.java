package chatlab.server;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/// Logs a line of counts and rates at an interval, until the server closes.
final class StatsLog {
    private static final Logger LOG = LoggerFactory.getLogger(StatsLog.class);

    private final ChatServer server;
    private final Duration interval;
    private final boolean seesLocks;

    /// @param seesLocks whether threads wait for locks in a way that can be seen: virtual ones do
    ///   not
    StatsLog(ChatServer server, Duration interval, boolean seesLocks) {
        this.server = server;
        this.interval = interval;
        this.seesLocks = seesLocks;
    }

    void run() throws InterruptedException {
        if (seesLocks) {
            try (var waits = new LockWaits()) {
                log(waits);
            }
        } else {
            log(null);
        }
    }

    private void log(@Nullable LockWaits waits) throws InterruptedException {
        long waited = 0;
        var before = server.stats().snapshot();
        long began = System.nanoTime();
        while (!server.awaitClosed(interval)) {
            var now = server.stats().snapshot();
            long ended = System.nanoTime();
            var line = line(before, now, (ended - began) / 1e9, server.connections());
            if (waits == null) {
                LOG.info(line);
            } else {
                long total = waits.nanos();
                LOG.info("{}, lock wait {} ms", line, (total - waited) / 1_000_000);
                waited = total;
            }
            before = now;
            began = ended;
        }
    }

    static String line(Stats.Snapshot before, Stats.Snapshot now, double seconds, int connections) {
        return "%d sessions, %,.0f messages/s, %,.0f deliveries/s, %,.1f deliveries a write, %d strategy errors, %d overflows, outbox high-water %d"
                .formatted(
                        connections,
                        (now.messages() - before.messages()) / seconds,
                        (now.deliveries() - before.deliveries()) / seconds,
                        (double) (now.deliveries() - before.deliveries())
                                / Math.max(1, now.writes() - before.writes()),
                        now.strategyErrors(),
                        now.overflows(),
                        now.outboxHighWater());
    }
}
