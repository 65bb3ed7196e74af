package chatlab.client.swarm;

import java.util.ArrayDeque;
import java.util.Queue;

/// The PINGs of one client that the server has not answered yet, oldest first. Confined to the
/// swarm's thread.
///
/// The answer to a PING proves that the server has processed everything that this client sent
/// before it, and that everything the server had sent to this client before has arrived.
final class PingQueue {
    private record Ping(String token, Runnable answered) {}

    private final Queue<Ping> pings = new ArrayDeque<>();
    private long count;

    /// Adds a PING and returns the token to send with it.
    String add(Runnable answered) {
        var token = "lab-" + count++;
        pings.add(new Ping(token, answered));
        return token;
    }

    /// Runs the actions of the PING with this token and of all older ones: answers arrive in the
    /// order of the PINGs, so an older one that was never answered is covered by this answer.
    void answered(String token) {
        if (pings.stream().noneMatch(ping -> ping.token().equals(token))) {
            return;
        }
        Ping ping;
        do {
            ping = pings.remove();
            ping.answered().run();
        } while (!ping.token().equals(token) && !pings.isEmpty());
    }

    boolean isEmpty() {
        return pings.isEmpty();
    }

    void clear() {
        pings.clear();
    }
}
