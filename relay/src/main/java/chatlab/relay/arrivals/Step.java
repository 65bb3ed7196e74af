package chatlab.relay.arrivals;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What happens at one server.
public sealed interface Step {
    /// Where it happens.
    String server();

    /// A server sends a message to all: `a!`.
    record Send(String server) implements Step {
        @Override
        public String toString() {
            return server + "!";
        }
    }

    /// The next message of one server arrives at another, or at the same: `a>b`.
    record Arrive(String from, String server) implements Step {
        @Override
        public String toString() {
            return from + ">" + server;
        }
    }

    /// A server learns that the view is over: `b|`. A server that never does has crashed.
    record End(String server) implements Step {
        @Override
        public String toString() {
            return server + "|";
        }
    }

    /// The words of a schedule: the steps with spaces between them.
    static String text(List<Step> schedule) {
        return schedule.stream().map(Step::toString).collect(Collectors.joining(" "));
    }

    /// Reads a schedule.
    ///
    /// @throws IllegalArgumentException with a sentence, if a word is no step
    static List<Step> schedule(String text) {
        var steps = new ArrayList<Step>();
        for (var word : text.strip().split("\\s+", -1)) steps.add(step(word));
        return steps;
    }

    private static Step step(String word) {
        var match = Pattern.compile("([a-z])(?:(!)|(\\|)|>([a-z]))").matcher(word);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a step: write a! (a sends), a>b (its next message arrives at b) or b| (the view ends at b)."
                            .formatted(word));
        }
        var server = match.group(1);
        if (match.group(2) != null) return new Send(server);
        return match.group(3) != null ? new End(server) : new Arrive(server, match.group(4));
    }
}
