package chatlab.server.limits;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts the clients and refuses those beyond the limits. Thread-safe.
public final class Places {
    private final ServerLimits limits;

    /// Atomic, so that a client takes and counts a place in one step.
    private final AtomicInteger sessions = new AtomicInteger();

    /// Clients by address, without the addresses that have none.
    private final ConcurrentMap<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();

    public Places(ServerLimits limits) {
        this.limits = limits;
    }

    /// Takes a place; [#leave] gives it back.
    ///
    /// @return empty, or why there is no place for this client
    public Optional<String> enter(InetAddress address) {
        if (sessions.incrementAndGet() > limits.sessions()) {
            sessions.decrementAndGet();
            return Optional.of("The server is full");
        }
        int here = perAddress.merge(address, 1, Integer::sum);
        if (here > limits.perAddress() && !address.isLoopbackAddress()) {
            leave(address);
            return Optional.of("Too many connections from your address");
        }
        return Optional.empty();
    }

    public void leave(InetAddress address) {
        sessions.decrementAndGet();
        perAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }

    int sessions() {
        return sessions.get();
    }
}
