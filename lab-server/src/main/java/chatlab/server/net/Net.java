package chatlab.server.net;

import chatlab.evidence.live.NetCounts;
import chatlab.protocol.Message;
import chatlab.relay.Refused;
import chatlab.relay.Relay;
import chatlab.server.channel.Admission;
import chatlab.server.channel.Channel;
import chatlab.server.channel.ModeChange;
import chatlab.server.channel.User;
import chatlab.server.delivery.EncodedMessage;
import chatlab.server.net.Event.Arrived;
import chatlab.server.net.Event.Changed;
import chatlab.server.net.Event.Deed;
import chatlab.server.net.Event.Invited;
import chatlab.server.net.Event.Joined;
import chatlab.server.net.Event.KickAsked;
import chatlab.server.net.Event.Kicked;
import chatlab.server.net.Event.KillAsked;
import chatlab.server.net.Event.Parted;
import chatlab.server.net.Event.Quit;
import chatlab.server.net.Event.Ref;
import chatlab.server.net.Event.Renamed;
import chatlab.server.net.Event.Setting;
import chatlab.server.net.Event.Wallops;
import chatlab.server.session.Acts;
import chatlab.server.session.Effects;
import chatlab.server.session.Network;
import chatlab.server.session.Session;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A server of a net: what its users do goes to all servers, and is done here when it comes back.
///
/// The thread that reads a client waits until the client's deed has come back, so that the client's
/// next command finds it done. It does not wait for what the client says, up to a window.
public final class Net implements Acts, AutoCloseable {
    /// How long a client's thread waits for its deed. Where a relay has lost its leader, the others
    /// need some seconds to notice.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final long PULSE_MILLIS = 1000;

    private final Network network;
    private final String here;
    private final Outgoing outgoing = new Outgoing();
    private final StampClock clock;
    private final Counts counts = new Counts();
    private final Arrivals arrivals;
    private final Effects effects;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread pulse =
            Thread.ofPlatform().name("net pulse").daemon().unstarted(this::pulse);
    private @Nullable Relay relay;

    /// Opens a relay.
    @FunctionalInterface
    public interface Opener {
        Relay open(Relay.Listener listener) throws Refused;
    }

    /// Joins a net, for a network without clients yet.
    ///
    /// @param isOrdered whether the relay brings everything to all servers in one order
    public static Net join(Network network, boolean isOrdered, Opener opener) throws Refused {
        var net = new Net(network, isOrdered);
        net.relay = opener.open(net.arrivals);
        net.outgoing.open(net.relay);
        net.arrivals.announce();
        net.pulse.start();
        network.joinNet(net);
        return net;
    }

    private Net(Network network, boolean isOrdered) {
        this.network = network;
        here = network.server();
        clock = new StampClock(here);
        effects = new Effects(network);
        arrivals = new Arrivals(network, outgoing, clock, isOrdered, counts);
    }

    private void pulse() {
        try {
            while (!closing.await(PULSE_MILLIS, TimeUnit.MILLISECONDS)) outgoing.signal(pulseNow());
        } catch (InterruptedException _) {
            // Only `close` interrupts this thread, to end it.
        }
    }

    private Event.Pulse pulseNow() {
        return outgoing.pulse(arrivals.digest());
    }

    /// Tells the others now how far this server is, and not only every second.
    public void tellCounts() {
        if (!isClosing()) outgoing.signal(pulseNow());
    }

    /// What has arrived here from each server.
    public NetCounts counted() {
        var relays = relay().stats();
        return new NetCounts(
                NetCounts.SCHEMA,
                here,
                counts.view(),
                counts.servers(),
                new NetCounts.Relay(
                        relays.sent(),
                        relays.returned(),
                        relays.received(),
                        relays.refused(),
                        relays.packetsSent(),
                        relays.retransmissions()));
    }

    private Relay relay() {
        if (relay == null) throw new IllegalStateException("it is set before anybody has a Net");
        return relay;
    }

    /// Leaves the net. From now on nothing is sent: the others see this server's users quit, as
    /// when it is lost.
    public void leave() {
        closing.countDown();
    }

    @Override
    public void close() {
        leave();
        pulse.interrupt();
        relay().close();
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    // What users say.

    @Override
    public void say(Session by, Channel channel, EncodedMessage said) {
        say(by, said.stamped());
    }

    @Override
    public void say(Session by, User to, EncodedMessage said) {
        say(by, said.stamped());
    }

    private void say(Session by, Message message) {
        try {
            outgoing.say(by.user().id(), message, PATIENCE.toMillis());
        } catch (Refused e) {
            by.send(Refusal.said(here, message, Refusal.sentence(e)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the server closes
        }
    }

    // What users do.

    private enum Outcome {
        DONE,
        /// It came back, and had no effect any more.
        VOID,
        /// The relay refused it, and the client has been told.
        REFUSED
    }

    /// Sends a deed and waits until it has been done here.
    private Outcome perform(Session by, String command, String context, Deed deed) {
        try {
            boolean effect = outgoing.send(deed).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return effect ? Outcome.DONE : Outcome.VOID;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the server closes
            return Outcome.REFUSED;
        } catch (ExecutionException e) {
            var cause = Objects.requireNonNullElse(e.getCause(), e);
            if (cause instanceof IllegalStateException strategy) throw strategy;
            tell(by, command, context, String.valueOf(cause.getMessage()));
            return Outcome.REFUSED;
        } catch (TimeoutException _) {
            tell(
                    by,
                    command,
                    context,
                    "The other servers have not answered for %d seconds; it may still happen."
                            .formatted(PATIENCE.toSeconds()));
            return Outcome.REFUSED;
        }
    }

    private void tell(Session by, String command, String context, String why) {
        by.send(Refusal.of(here, command, context, why));
    }

    @Override
    public boolean register(Session newcomer) {
        var user = newcomer.user();
        var claimed = clock.next();
        arrivals.ours().put(user.id(), user);
        var outcome = perform(newcomer, "NICK", user.nick(), Arrived.of(user, claimed));
        if (outcome == Outcome.DONE) return true;
        arrivals.ours().remove(user.id());
        if (outcome == Outcome.REFUSED) newcomer.quit("The net of servers takes nobody now");
        return false;
    }

    @Override
    public boolean rename(Session by, String nick) {
        var claimed = clock.next();
        var outcome = perform(by, "NICK", nick, new Renamed(by.user().id(), nick, claimed));
        if (outcome != Outcome.DONE) network.release(nick, by.user());
        return outcome != Outcome.VOID;
    }

    @Override
    public Admission join(Session by, String name, @Nullable String key) {
        var channel = network.channel(name);
        if (channel.isPresent()) {
            var admission = channel.get().rules().judge(by.user(), key);
            if (admission != Admission.WELCOME) return admission;
        }
        var actual = channel.map(Channel::name).orElse(name);
        var joined = new Joined(by.user().id(), actual, channel.isEmpty(), clock.next());
        return perform(by, "JOIN", name, joined) == Outcome.DONE
                ? Admission.WELCOME
                : Admission.UNDONE;
    }

    @Override
    public void part(Session by, Channel channel, String reason) {
        perform(by, "PART", channel.name(), new Parted(by.user().id(), channel.name(), reason));
    }

    @Override
    public boolean kick(Session by, Channel channel, User target, String comment) {
        var source = by.user().source();
        var name = channel.name();
        var deed =
                target.isElsewhere()
                        ? new KickAsked(source, Ref.of(target), name, comment)
                        : new Kicked(target.id(), name, source, comment);
        return perform(by, "KICK", name, deed) != Outcome.VOID;
    }

    @Override
    public void setTopic(Session by, Channel channel, String text) {
        set(by, "TOPIC", channel, new Setting(!text.isEmpty(), Setting.TOPIC, text, null));
    }

    @Override
    public void change(Session by, Channel channel, List<ModeChange> changes) {
        var settings = new ArrayList<Setting>();
        for (var change : changes) {
            if (change.letter() == 'o' || change.letter() == 'v') {
                network.user(String.valueOf(change.parameter()))
                        .map(target ->
                                new Setting(change.on(), change.letter(), null, Ref.of(target)))
                        .ifPresent(settings::add);
            } else {
                settings.add(new Setting(change.on(), change.letter(), change.parameter(), null));
            }
        }
        set(by, "MODE", channel, settings.toArray(Setting[]::new));
    }

    private void set(Session by, String command, Channel channel, Setting... settings) {
        var user = by.user();
        perform(
                by,
                command,
                channel.name(),
                new Event.Set(
                        channel.name(), user.id(), user.source(), List.of(settings), clock.next()));
    }

    @Override
    public void changed(User user, @Nullable EncodedMessage told) {
        if (told != null) network.tellChange(told, user);
        outgoing.post(Changed.of(user));
    }

    @Override
    public void invite(Session by, User target, Channel channel, boolean opens) {
        perform(
                by,
                "INVITE",
                channel.name(),
                new Invited(by.user().source(), Ref.of(target), channel.name(), opens));
    }

    @Override
    public void kill(Session by, User target, String comment) {
        perform(
                by,
                "KILL",
                target.nick(),
                new KillAsked(by.user().source(), Ref.of(target), comment));
    }

    @Override
    public void wallops(Session by, String text) {
        perform(by, "WALLOPS", "*", new Wallops(by.user().source(), text));
    }

    /// Waits, so that nobody here is told twice. What the relay refuses is done here all the same:
    /// the client is gone. The others learn it from the next state of this server.
    @Override
    public void quit(User user, String reason) {
        if (!isClosing() && user.isRegistered()) {
            try {
                outgoing.send(new Quit(user.id(), reason))
                        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException _) {
                // See above.
            }
        }
        outgoing.gone(user.id());
        boolean isDone = user.isRegistered() && arrivals.ours().remove(user.id()) == null;
        if (!isDone) effects.quit(user, reason);
    }

    @Override
    public List<String> servers() {
        var all = new ArrayList<>(List.of(here));
        for (var server : counts.view()) {
            if (!server.equals(here)) all.add(server);
        }
        return all;
    }
}
