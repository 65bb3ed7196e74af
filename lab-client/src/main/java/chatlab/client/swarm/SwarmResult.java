package chatlab.client.swarm;

import chatlab.client.audit.Audit;

import java.util.List;

/// The result of a swarm.
///
/// @param server the server's own name for its software
/// @param sent how many messages the senders sent
/// @param seconds from the first message until every delivery had arrived
/// @param notes what else a reader should know, each a sentence
public record SwarmResult(
        SwarmPlan plan,
        String server,
        long sent,
        double seconds,
        Latency latency,
        Audit audit,
        List<String> notes) {

    public SwarmResult {
        notes = List.copyOf(notes);
    }

    public double deliveriesPerSecond() {
        return audit.delivered() / seconds;
    }
}
