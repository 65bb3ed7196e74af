package chatlab.server.net;

import chatlab.relay.Refused;
import chatlab.relay.Relay;
import chatlab.relay.Server;
import chatlab.relay.View;
import chatlab.server.channel.Audience;
import chatlab.server.channel.User;
import chatlab.server.delivery.Capability;
import chatlab.server.delivery.EncodedMessage;
import chatlab.server.net.Event.Announcing;
import chatlab.server.net.Event.Deed;
import chatlab.server.net.Event.Pulse;
import chatlab.server.net.Event.Said;
import chatlab.server.net.Event.Signal;
import chatlab.server.net.Event.State;
import chatlab.server.net.Event.Wanted;
import chatlab.server.session.Effects;
import chatlab.server.session.Network;
import chatlab.server.watch.Printable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Takes what arrives from all servers, this one included: delivers what users say, and hands the
/// rest to [Deeds] and [States].
///
/// Confined to the calls of the relay's listener, which never overlap. So the strategies of all
/// channels are called by one thread at a time, as with `--delivery loop`. It may wait for crowded
/// outboxes; then nothing arrives meanwhile, and the relay slows the senders down.
final class Arrivals implements Relay.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private final Network network;
    private final String here;
    private final Outgoing outgoing;
    private final Counts counts;
    private final Effects effects;
    private final Origins origins;
    private final Deeds deeds;
    private final States states;

    /// Servers of whom something has been told already that tells nothing new the next time.
    private final Set<String> complained = new HashSet<>();

    /// @param isOrdered whether the relay brings everything to all servers in one order
    Arrivals(
            Network network,
            Outgoing outgoing,
            StampClock clock,
            boolean isOrdered,
            Counts counts) {
        this.network = network;
        this.outgoing = outgoing;
        this.counts = counts;
        here = network.server();
        effects = new Effects(network);
        origins = new Origins(here, outgoing, this::apply);
        var settings = new Settings();
        var users = new Users(network, origins, outgoing, clock, isOrdered);
        var channels = new Channels(network, origins, outgoing, clock, settings);
        deeds = new Deeds(network, origins, outgoing, users, channels);
        states = new States(origins, outgoing, clock, settings, users, channels, deeds);
    }

    /// See [States#digest]. For any thread.
    int digest() {
        return states.digest();
    }

    /// See [Origins#ours()]. For any thread.
    Map<Long, User> ours() {
        return origins.ours();
    }

    /// See [States#announce]. For any thread.
    void announce() {
        states.announce();
    }

    @Override
    public void view(View view) {
        var names = view.servers().stream().map(Server::name).toList();
        LOG.info("the net is {}", String.join(", ", names));
        for (var server : view.left()) lost(server.name());
        for (var server : view.joined()) {
            if (!server.name().equals(here)) origins.known(server.name());
        }
        counts.view(names);
        boolean othersCame = view.joined().stream().anyMatch(server -> !server.name().equals(here));
        if ((othersCame || view.merged()) && outgoing.isOpen()) states.announce();
    }

    /// A server cannot be reached any more. IRC shows it as its users' QUIT, with both servers.
    private void lost(String server) {
        if (server.equals(here)) return;
        origins.remove(server)
                .ifPresent(origin -> {
                    for (var user : List.copyOf(origin.users.values())) {
                        deeds.quit(origin, user, here + " " + server);
                    }
                });
    }

    @Override
    public void received(Server from, byte[] bytes) {
        try {
            var numbered = EventCodec.read(bytes);
            switch (numbered.event()) {
                case Said said -> said(from.name(), said);
                case Deed deed ->
                        origins.named(from.name())
                                .ifPresent(
                                        origin -> origin.sequence.arrived(numbered.number(), deed));
                case Signal signal -> signal(from.name(), signal);
            }
        } catch (IOException e) {
            complain(from.name(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.error("a bug: an event of {} is lost", from.name(), e);
        }
    }

    private void said(String from, Said said) {
        counts.said(from);
        if (from.equals(here)) outgoing.saidReturned(said.by());
        var by = origins.find(new Event.Ref(from, said.by())).orElse(origins.stranger);
        var message =
                said.message().command().equals("TAGMSG")
                        ? EncodedMessage.onlyWith(Capability.MESSAGE_TAGS, said.message())
                        : new EncodedMessage(said.message());
        var target = said.message().parameter(0);
        var audience = Audience.of(target);
        if (audience.isPresent()) {
            network.channel(audience.get().channel())
                    .ifPresent(channel -> effects.say(channel, message, by, by::deliver));
        } else {
            network.user(target).ifPresent(to -> effects.say(to, message, by, by::deliver));
        }
    }

    /// The next deed of a server, in the order of its numbers.
    private void apply(Origin origin, long number, Deed deed) {
        deeds.apply(origin, number, deed, false);
        if (deed instanceof Announcing && origin.isThisServer) states.send(number);
    }

    private void signal(String from, Signal signal) {
        var origin = origins.named(from);
        switch (signal) {
            case State part -> origin.ifPresent(known -> states.arrived(known, part));
            case Pulse pulse -> {
                counts.pulse(from, pulse.said());
                origin.ifPresent(known -> states.pulse(known, pulse));
            }
            case Wanted wanted -> {
                if (wanted.server().equals(here)) states.announce();
            }
        }
    }

    @Override
    public void refused(byte[] bytes, Refused why) {
        try {
            var numbered = EventCodec.read(bytes);
            switch (numbered.event()) {
                case Said said -> {
                    outgoing.unsaid();
                    outgoing.saidReturned(said.by());
                    var by = ours().get(said.by());
                    if (by != null) by.deliver(new EncodedMessage(Refusal.of(here, said, why)));
                }
                case Deed _ -> outgoing.refused(numbered.number(), why);
                case Signal _ -> {}
            }
        } catch (IOException e) {
            throw new AssertionError("it was ours", e);
        }
    }

    @Override
    public void notice(String sentence) {
        LOG.warn(Printable.of(sentence));
    }

    private void complain(String server, String sentence) {
        if (complained.add(server)) LOG.warn("ignoring {}: {}", server, Printable.of(sentence));
    }
}
