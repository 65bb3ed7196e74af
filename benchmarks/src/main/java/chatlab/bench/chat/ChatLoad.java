package chatlab.bench.chat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the swarm does to each server.
///
/// @param messages of each sender, when as fast as possible
/// @param rate messages per second of all senders together, when latency is measured
public record ChatLoad(int clients, int senders, int messages, int payload, int rate) {

    /// How long the rate is kept up.
    private static final int SECONDS_AT_RATE = 2;

    /// As many messages as all receivers keep up with.
    List<String> flood() {
        return swarm(messages, 0);
    }

    /// Messages at fixed times. The swarm counts from when a message was due, so that a server
    /// which stalls is charged for those that had to wait (coordinated omission).
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

    /// As parameters of a result.
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
