package chatlab.client.swarm;

import chatlab.client.audit.Audit;
import chatlab.evidence.SwarmCounts;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A swarm's result as printed by `--json` and stored in `swarm.json`. Latencies are in
/// microseconds.
record SwarmDocument(
        String schema,
        String server,
        SwarmPlan plan,
        @JsonUnwrapped SwarmCounts counts,
        Audit.@Nullable EarlyAnswer earlyAnswer,
        Audit.@Nullable Disagreement disagreement,
        double seconds,
        double deliveriesPerSecond,
        Latency latencyMicros,
        List<String> notes,
        List<Audit.Receiver> receivers) {

    /// @param strategyErrors exceptions that the strategy threw; null if nobody knows
    static SwarmDocument of(SwarmResult result, @Nullable Long strategyErrors) {
        var audit = result.audit();
        return new SwarmDocument(
                SwarmCounts.SCHEMA,
                result.server(),
                result.plan(),
                new SwarmCounts(
                        result.sent(),
                        audit.expected(),
                        audit.delivered(),
                        audit.lost(),
                        audit.duplicated(),
                        audit.reordered(),
                        audit.early(),
                        audit.alien(),
                        audit.totalOrder(),
                        strategyErrors),
                audit.earlyAnswer(),
                audit.disagreement(),
                result.seconds(),
                result.deliveriesPerSecond(),
                result.latency(),
                result.notes(),
                audit.receivers());
    }
}
