package chatlab.server;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts the clients, and says no to one too many. Thread-safe.
final class Places {
    private final ServerLimits limits;

    /// Atomic: a place is taken and counted in one step.
    private final AtomicInteger sessions = new AtomicInteger();

    /// Clients by address; an address without any is not in here.
    private final ConcurrentMap<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();

    Places(ServerLimits limits) {
        this.limits = limits;
    }

    /// Takes a place, to be given back with [#leave].
    ///
    /// @return why there is none; nothing has been taken then
    Optional<String> enter(InetAddress address) {
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

    void leave(InetAddress address) {
        sessions.decrementAndGet();
        perAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }

    int sessions() {
        return sessions.get();
    }
}
