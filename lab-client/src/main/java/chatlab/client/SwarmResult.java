package chatlab.client;

import java.util.List;

/// What came of a swarm.
///
/// @param server what the server calls itself
/// @param sent how many messages the senders sent
/// @param seconds from the first message until all that was to come had come
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
