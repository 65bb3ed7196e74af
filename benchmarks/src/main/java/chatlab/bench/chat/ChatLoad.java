package chatlab.bench.chat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The load that the swarm puts on each server.
///
/// @param messages of each sender in the run as fast as possible
/// @param rate messages per second of all senders together, in the run that measures latency
public record ChatLoad(int clients, int senders, int messages, int payload, int rate) {

    /// How long the rate lasts.
    private static final int SECONDS_AT_RATE = 2;

    /// Messages as fast as all receivers keep up.
    List<String> flood() {
        return swarm(messages, 0);
    }

    /// Messages at fixed times. The swarm measures latency from the time when a message was due, so
    /// that messages which waited for a stalled server count (coordinated omission).
    List<String> steady() {
        return swarm(Math.max(1, rate * SECONDS_AT_RATE / senders), rate);
    }

    private List<String> swarm(int messagesEach, int messagesPerSecond) {
        return List.of(
                "--clients",
                String.valueOf(clients),
                "--senders",
                String.valueOf(senders),
                "--messages",
                String.valueOf(messagesEach),
                "--payload",
                String.valueOf(payload),
                "--rate",
                String.valueOf(messagesPerSecond),
                "--churn",
                "0");
    }

    /// The load as parameters of a result.
    Map<String, String> params() {
        return new TreeMap<>(
                Map.of(
                        "clients", String.valueOf(clients),
                        "senders", String.valueOf(senders),
                        "messages", String.valueOf(messages),
                        "payload", String.valueOf(payload),
                        "rate", String.valueOf(rate)));
    }
}
