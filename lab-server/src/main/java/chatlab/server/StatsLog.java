package chatlab.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/// Logs a line of counts and rates at an interval, until the server closes.
final class StatsLog {
    private static final Logger LOG = LoggerFactory.getLogger(StatsLog.class);

    private final ChatServer server;
    private final Duration interval;

    StatsLog(ChatServer server, Duration interval) {
        this.server = server;
        this.interval = interval;
    }

    void run() throws InterruptedException {
        var before = server.stats().snapshot();
        long began = System.nanoTime();
        while (!server.awaitClosed(interval)) {
            var now = server.stats().snapshot();
            long ended = System.nanoTime();
            LOG.info(line(before, now, (ended - began) / 1e9, server.connections()));
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
