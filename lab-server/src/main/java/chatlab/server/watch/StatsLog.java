package chatlab.server.watch;

import chatlab.evidence.live.NetCounts;
import chatlab.evidence.live.ServerCounts;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// Logs lines of counts; each line also has the rates since the line before. Confined to one
/// thread.
public final class StatsLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatsLog.class);

    private final Stats stats;
    private final IntSupplier connections;
    private final Optional<Supplier<NetCounts>> net;
    private final @Nullable LockWaits waits;

    private Stats.Snapshot before;
    private long began = System.nanoTime();
    private long waited;

    /// Starts to count.
    ///
    /// @param seesLocks whether to log lock waits, too; Flight Recorder sees those of platform
    ///   threads only
    /// @param net what the net has done; empty for a single server
    public StatsLog(
            Stats stats,
            IntSupplier connections,
            Optional<Supplier<NetCounts>> net,
            boolean seesLocks) {
        this.stats = stats;
        this.net = net;
        this.connections = connections;
        waits = seesLocks ? new LockWaits() : null;
        before = stats.snapshot();
    }

    /// The counts since the start, as a record for programs.
    ///
    /// @param seconds since the start
    public ServerCounts counts(double seconds) {
        var now = stats.snapshot();
        return new ServerCounts(
                ServerCounts.SCHEMA,
                seconds,
                connections.getAsInt(),
                now.messages(),
                now.deliveries(),
                now.strategyErrors(),
                now.overflows(),
                now.outboxHighWater(),
                waits == null ? null : waits.nanos() / 1_000_000);
    }

    /// Logs the next line.
    public void log() {
        var now = stats.snapshot();
        long ended = System.nanoTime();
        var line = line(before, now, (ended - began) / 1e9, connections.getAsInt());
        before = now;
        began = ended;
        line += net.map(each -> line(each.get())).orElse("");
        if (waits == null) {
            LOG.info(line);
        } else {
            long total = waits.nanos();
            LOG.info("{}, lock wait {} ms", line, (total - waited) / 1_000_000);
            waited = total;
        }
    }

    private static String line(NetCounts net) {
        return ", net of %d servers, lag %d, %d retransmissions, %d refused"
                .formatted(
                        net.view().size(),
                        net.lag(),
                        net.relay().retransmissions(),
                        net.relay().refused());
    }

    private static String line(
            Stats.Snapshot before, Stats.Snapshot now, double seconds, int connections) {
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

    @Override
    public void close() {
        if (waits != null) waits.close();
    }
}
