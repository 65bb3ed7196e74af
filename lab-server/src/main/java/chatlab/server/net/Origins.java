package chatlab.server.net;

import chatlab.server.channel.Identity;
import chatlab.server.channel.User;
import chatlab.server.net.Event.Deed;
import chatlab.server.net.Event.Ref;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The servers of the net, this one included, and their users.
///
/// Confined to [Arrivals], except that other threads may look users up.
final class Origins {
    final String here;

    /// Stands for users that this server does not know.
    final User stranger;

    private final Outgoing outgoing;
    private final Applier applier;

    /// By name. Concurrent: other threads read it.
    private final Map<String, Origin> origins = new ConcurrentHashMap<>();

    /// Receives the deeds of each server in the order of their numbers.
    @FunctionalInterface
    interface Applier {
        void apply(Origin origin, long number, Deed deed);
    }

    Origins(String here, Outgoing outgoing, Applier applier) {
        this.here = here;
        this.outgoing = outgoing;
        this.applier = applier;
        stranger = User.elsewhere(here, 0, new Identity("*", "*", here, "", null), Instant.now());
        known(here).sequence.tookState(0);
    }

    /// A server that may be new.
    Origin known(String server) {
        return origins.computeIfAbsent(server, this::newOrigin);
    }

    private Origin newOrigin(String server) {
        boolean own = server.equals(here);
        var skipped = own ? outgoing.skipped : new HashSet<Long>();
        return new Origin(
                server,
                own,
                new Sequence(
                        skipped, (number, deed) -> applier.apply(known(server), number, deed)));
    }

    Optional<Origin> named(String server) {
        return Optional.ofNullable(origins.get(server));
    }

    Optional<Origin> remove(String server) {
        return Optional.ofNullable(origins.remove(server));
    }

    /// The users of this server that have registered with the net, by number. For any thread.
    Map<Long, User> ours() {
        return known(here).users;
    }

    /// A user of this server.
    Optional<User> ours(Ref ref) {
        return ref.server().equals(here) ? find(ref) : Optional.empty();
    }

    Optional<User> find(Ref ref) {
        return named(ref.server()).map(origin -> origin.users.get(ref.user()));
    }
}
