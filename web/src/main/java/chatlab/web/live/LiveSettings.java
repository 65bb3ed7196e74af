package chatlab.web.live;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What the control bar says. Both sides get the same.
///
/// @param strategies one for each side: one or two
/// @param delivery as `lab server --delivery`
/// @param threads as `lab server --threads`
/// @param clients members of the channel that stay
/// @param senders how many of them send
/// @param churn more clients that join and leave
/// @param rate messages a second of all senders together; 0: as fast as the receivers allow
/// @param seed of the first round
record LiveSettings(
        List<String> strategies,
        String delivery,
        String threads,
        int clients,
        int senders,
        int churn,
        int rate,
        long seed) {
    static final List<String> DELIVERIES = List.of("queued", "direct", "loop");
    static final List<String> THREADS = List.of("platform", "virtual");
    static final int MOST_CLIENTS = 64;
    static final int MOST_CHURN = 32;
    static final int MOST_RATE = 100_000;

    /// The audit keeps what arrives in a round, so a round has an end.
    private static final String ROUND = "10s";

    private static final int MESSAGES_OF_ALL_SENDERS = 160_000;

    LiveSettings {
        strategies = List.copyOf(strategies);
    }

    /// Platform threads, because the JVM sees their lock waits.
    static LiveSettings byDefault(List<String> strategies) {
        return new LiveSettings(strategies, "queued", "platform", 12, 3, 8, 1_000, 1);
    }

    /// What is wrong with these settings, as a sentence; null if they are valid.
    ///
    /// @param known the strategies that may run: those of the catalogue, and those that were named
    ///   when the lab was started
    @Nullable String objection(Set<String> known) {
        if (strategies.isEmpty() || strategies.size() > 2) return "Choose one or two strategies.";
        for (var strategy : strategies) {
            if (!known.contains(strategy)) {
                return "This lab was not started with the strategy " + strategy + ".";
            }
        }
        if (!DELIVERIES.contains(delivery)) return "There is no delivery " + delivery + ".";
        if (!THREADS.contains(threads)) return "There are no " + threads + " threads.";
        if (clients < 2 || clients > MOST_CLIENTS) return "Clients: 2 to " + MOST_CLIENTS + ".";
        if (senders < 1 || senders >= clients) {
            return "Senders: at least 1, and fewer than clients.";
        }
        if (churn < 0 || churn > MOST_CHURN) return "Joining and leaving: 0 to " + MOST_CHURN + ".";
        if (rate < 0 || rate > MOST_RATE) return "Messages a second: 0 to " + MOST_RATE + ".";
        return null;
    }

    List<String> serverWords(String strategy) {
        var words = new ArrayList<>(List.of("server", "--port", "0", "--quiet", "--json"));
        words.addAll(List.of("--until-eof", "--stats", "200ms", "--strategy", strategy));
        words.addAll(List.of("--history", "0")); // its lock would order the senders
        words.addAll(List.of("--delivery", delivery));
        if (!delivery.equals("loop")) words.addAll(List.of("--threads", threads));
        return words;
    }

    List<String> swarmWords(int port) {
        var words = new ArrayList<>(List.of("swarm", "--port", String.valueOf(port)));
        words.addAll(List.of("--follow", "50ms", "--round", ROUND));
        words.addAll(List.of("--clients", String.valueOf(clients)));
        words.addAll(List.of("--senders", String.valueOf(senders)));
        words.addAll(List.of("--churn", String.valueOf(churn)));
        words.addAll(List.of("--messages", String.valueOf(MESSAGES_OF_ALL_SENDERS / senders)));
        words.addAll(List.of("--rate", String.valueOf(rate), "--seed", String.valueOf(seed)));
        return words;
    }
}
