package chatlab.server.watch;

import chatlab.evidence.live.NetCounts;
import chatlab.evidence.live.ServerCounts;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// Logs lines of counts; each line also has the rates since the line before. Confined to one
/// thread.
public final class StatsLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatsLog.class);

    private static final String SERVER =
            "{} sessions, {} messages/s, {} deliveries/s, {} deliveries a write, {} strategy"
                    + " errors, {} overflows, outbox high-water {}";
    private static final String NET = ", net of {} servers, lag {}, {} retransmissions, {} refused";
    private static final String LOCKS = ", lock wait {} ms";

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
        var sentence = new StringBuilder(SERVER);
        var fields = server(before, now, (ended - began) / 1e9);
        before = now;
        began = ended;
        if (net.isPresent()) {
            sentence.append(NET);
            fields.addAll(net(net.get().get()));
        }
        if (waits != null) {
            long total = waits.nanos();
            sentence.append(LOCKS);
            fields.add(LogField.of("lockWaitMillis", (total - waited) / 1_000_000));
            waited = total;
        }
        fields.add(LogEvent.STATS);
        LOG.info(sentence.toString(), fields.toArray());
    }

    private static List<LogField> net(NetCounts net) {
        return List.of(
                LogField.of("servers", net.view().size()),
                LogField.of("lag", net.lag()),
                LogField.of("retransmissions", net.relay().retransmissions()),
                LogField.of("refused", net.relay().refused()));
    }

    private List<Object> server(Stats.Snapshot before, Stats.Snapshot now, double seconds) {
        long deliveries = now.deliveries() - before.deliveries();
        long writes = Math.max(1, now.writes() - before.writes());
        return new ArrayList<>(
                List.of(
                        LogField.of("sessions", connections.getAsInt()),
                        rate("messagesPerSecond", (now.messages() - before.messages()) / seconds),
                        rate("deliveriesPerSecond", deliveries / seconds),
                        number("deliveriesPerWrite", "%,.1f", (double) deliveries / writes),
                        LogField.of("strategyErrors", now.strategyErrors()),
                        LogField.of("overflows", now.overflows()),
                        LogField.of("outboxHighWater", now.outboxHighWater())));
    }

    private static LogField rate(String name, double value) {
        return number(name, "%,.0f", value);
    }

    private static LogField number(String name, String format, double value) {
        return new LogField(name, value, format.formatted(value));
    }

    @Override
    public void close() {
        if (waits != null) waits.close();
    }
}
