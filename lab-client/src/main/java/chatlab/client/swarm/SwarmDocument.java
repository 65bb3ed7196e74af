package chatlab.client.swarm;

import chatlab.client.audit.Audit;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A swarm's result as printed by `--json` and stored in `swarm.json`. Latencies are in
/// microseconds.
record SwarmDocument(
        String schema,
        String server,
        SwarmPlan plan,
        long sent,
        long expected,
        long delivered,
        long lost,
        long duplicated,
        long reordered,
        long alien,
        boolean totalOrder,
        Audit.@Nullable Disagreement disagreement,
        double seconds,
        double deliveriesPerSecond,
        Latency latencyMicros,
        List<String> notes,
        List<Audit.Receiver> receivers) {

    static SwarmDocument of(SwarmResult result) {
        var audit = result.audit();
        return new SwarmDocument(
                "chatlab/swarm/1",
                result.server(),
                result.plan(),
                result.sent(),
                audit.expected(),
                audit.delivered(),
                audit.lost(),
                audit.duplicated(),
                audit.reordered(),
                audit.alien(),
                audit.totalOrder(),
                audit.disagreement(),
                result.seconds(),
                result.deliveriesPerSecond(),
                result.latency(),
                result.notes(),
                audit.receivers());
    }
}
