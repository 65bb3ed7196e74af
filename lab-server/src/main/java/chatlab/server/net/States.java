package chatlab.server.net;

import chatlab.relay.Relay;
import chatlab.server.net.Event.Announcing;
import chatlab.server.net.Event.Arrived;
import chatlab.server.net.Event.Deed;
import chatlab.server.net.Event.Joined;
import chatlab.server.net.Event.Pulse;
import chatlab.server.net.Event.State;
import chatlab.server.net.Event.Wanted;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Makes all servers know the same, whatever was lost: sends the state of this server, takes those
/// of others, and finds out by their pulse whether one is needed. Confined to [Arrivals].
final class States {
    private final Origins origins;
    private final Outgoing outgoing;
    private final StampClock clock;
    private final Settings settings;
    private final Users users;
    private final Channels channels;
    private final Deeds deeds;

    /// See [#digest]. Volatile for other threads.
    private volatile int digest;

    States(
            Origins origins,
            Outgoing outgoing,
            StampClock clock,
            Settings settings,
            Users users,
            Channels channels,
            Deeds deeds) {
        this.origins = origins;
        this.outgoing = outgoing;
        this.clock = clock;
        this.settings = settings;
        this.users = users;
        this.channels = channels;
        this.deeds = deeds;
    }

    /// What this server knew of channels when its last pulse came back. For any thread.
    int digest() {
        return digest;
    }

    /// Begins to send the state of this server: sends the mark that says where it belongs.
    void announce() {
        outgoing.post(new Announcing());
    }

    /// A part of another server's state has arrived.
    void arrived(Origin origin, State part) {
        if (origin.isThisServer) return;
        var announced = origin.add(part);
        if (announced.isEmpty() || !origin.sequence.takesState(part.upTo())) return;
        restore(origin, announced.get());
        origin.sequence.tookState(part.upTo());
    }

    /// Looks whether anything is missing here, or there.
    void pulse(Origin origin, Pulse pulse) {
        digest = settings.digest();
        if (origin.isThisServer) {
            origin.sequence.proceed();
            users.renameLosers();
        } else if (origin.sequence.misses(pulse.deeds())) {
            outgoing.signal(new Wanted(origin.server));
        } else if (origin.differs(pulse.settings(), digest)) {
            announce();
        }
    }

    /// Makes what this server knows of another equal to what the other has announced.
    private void restore(Origin origin, List<Deed> announced) {
        var present = new HashSet<Long>();
        var stays = new HashSet<String>();
        for (var deed : announced) {
            if (deed instanceof Arrived arrived) present.add(arrived.user());
            if (deed instanceof Joined joined) stays.add(joined.user() + joined.channel());
        }
        for (var user : List.copyOf(origin.users.values())) {
            if (!present.contains(user.id())) {
                deeds.quit(origin, user, origins.here + " " + origin.server);
                continue;
            }
            for (var channel : List.copyOf(user.channels().all())) {
                if (!stays.contains(user.id() + channel.name())) channels.part(user, channel, "");
            }
        }
        for (var deed : announced) deeds.apply(origin, 0, deed, true);
    }

    /// All that the others must know of this server.
    void send(long upTo) {
        var state = new ArrayList<Deed>();
        for (var user : origins.ours().values()) {
            if (!user.isRegistered()) continue; // its arrival is on its way
            var claimed = Optional.ofNullable(users.claimOf(user)).orElseGet(clock::next);
            state.add(Arrived.of(user, claimed));
            for (var channel : user.channels().all()) {
                var at = settings.entry(channel.name(), user);
                if (at == null) continue;
                state.add(new Joined(user.id(), channel.name(), false, at));
            }
        }
        state.addAll(settings.all());
        var parts = Parts.of(state, Relay.MAX_EVENT / 2);
        for (int part = 0; part < parts.size(); part++) {
            outgoing.signal(new State(upTo, part, parts.size(), parts.get(part)));
        }
    }
}
