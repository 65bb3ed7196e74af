package chatlab.client.swarm;

import chatlab.client.child.ServerFailedException;
import chatlab.terminal.SafeText;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// A swarm that ended without a verdict: the server could not be reached, refused something that
/// the swarm needs, or kept it waiting until the timeout. The message is for the user.
public final class SwarmException extends Exception {
    private static final long serialVersionUID = 1;

    private static final int MOST_EXAMPLES = 3;

    private SwarmException(String message) {
        super(message);
    }

    static SwarmException unknownHost(String host) {
        return new SwarmException("No host is called %s. Check --host.".formatted(host));
    }

    static SwarmException noConnections(IOException e) {
        return new SwarmException(
                "The swarm could not open its connections: %s. Use fewer --clients, or allow more open files (ulimit -n)."
                        .formatted(e.getMessage()));
    }

    static SwarmException unreachable(SwarmPlan plan, IOException e) {
        return new SwarmException(
                "No chat server answers at %s:%d (%s). Start one with 'lab server', or name another with --host and --port."
                        .formatted(plan.host(), plan.port(), e.getMessage()));
    }

    static SwarmException failed(ServerFailedException e) {
        return new SwarmException(String.valueOf(e.getMessage()));
    }

    static SwarmException refused(SwarmClient client, int clients, String reason) {
        return new SwarmException(
                "The server refused %s, client %d of %d: %s. Lift its limits on connections and message rates, or use fewer --clients."
                        .formatted(
                                client.nick(), client.index() + 1, clients, SafeText.of(reason)));
    }

    /// @param waiting each client that still waits, with what it waits for
    static SwarmException timedOut(SwarmPlan plan, Object phase, List<String> waiting) {
        var examples =
                waiting.isEmpty()
                        ? "no client waits for an answer, so the run is only slow"
                        : String.join("; ", waiting.stream().limit(MOST_EXAMPLES).toList());
        int others = waiting.size() - MOST_EXAMPLES;
        return new SwarmException(
                String.format(
                        Locale.ROOT,
                        "Not conclusive: after %.1f s the swarm was still %s; %s%s. Use fewer"
                                + " --messages or a longer --timeout.",
                        plan.timeout().toMillis() / 1_000.0,
                        phase,
                        examples,
                        others > 0 ? "; and %d others".formatted(others) : ""));
    }
}
