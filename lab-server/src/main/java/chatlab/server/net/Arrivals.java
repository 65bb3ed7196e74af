package chatlab.server.net;

import chatlab.protocol.Message;
import chatlab.protocol.Names;
import chatlab.protocol.Source;
import chatlab.relay.Refused;
import chatlab.relay.Relay;
import chatlab.relay.Server;
import chatlab.relay.View;
import chatlab.server.channel.Audience;
import chatlab.server.channel.Channel;
import chatlab.server.channel.Identity;
import chatlab.server.channel.ModeChange;
import chatlab.server.channel.User;
import chatlab.server.channel.UserMode;
import chatlab.server.delivery.Capability;
import chatlab.server.delivery.EncodedMessage;
import chatlab.server.net.Event.Announcing;
import chatlab.server.net.Event.Arrived;
import chatlab.server.net.Event.Changed;
import chatlab.server.net.Event.Deed;
import chatlab.server.net.Event.Invited;
import chatlab.server.net.Event.Joined;
import chatlab.server.net.Event.KickAsked;
import chatlab.server.net.Event.Kicked;
import chatlab.server.net.Event.KillAsked;
import chatlab.server.net.Event.Parted;
import chatlab.server.net.Event.Pulse;
import chatlab.server.net.Event.Quit;
import chatlab.server.net.Event.Ref;
import chatlab.server.net.Event.Renamed;
import chatlab.server.net.Event.Said;
import chatlab.server.net.Event.Setting;
import chatlab.server.net.Event.Signal;
import chatlab.server.net.Event.State;
import chatlab.server.net.Event.Wallops;
import chatlab.server.net.Event.Wanted;
import chatlab.server.session.Effects;
import chatlab.server.session.Network;
import chatlab.server.watch.Printable;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Does on this server what arrives from all servers, this one included.
///
/// Confined to the calls of the relay's listener, which never overlap. So the strategies of all
/// channels are called by one thread at a time, as with `--delivery loop`. It may wait for crowded
/// outboxes; then nothing arrives meanwhile, and the relay slows the senders down.
final class Arrivals implements Relay.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private final Network network;
    private final String here;
    private final Outgoing outgoing;
    private final StampClock clock;
    private final Claims claims;
    private final boolean isOrdered;
    private final Counts counts;
    private final Effects effects;
    private final Settings settings = new Settings();

    /// Stands for users that this server does not know.
    private final User stranger;

    /// By name. Concurrent: other threads read it.
    private final Map<String, Origin> origins = new ConcurrentHashMap<>();

    /// See [#digest]. Volatile for other threads.
    private volatile int digest;

    /// Servers of whom something has been told already that tells nothing new the next time.
    private final Set<String> complained = new HashSet<>();

    /// Users who have been asked to give a nick up and still have it.
    private final Set<User> losers = new HashSet<>();

    Arrivals(
            Network network,
            Outgoing outgoing,
            StampClock clock,
            boolean isOrdered,
            Counts counts) {
        this.network = network;
        this.outgoing = outgoing;
        this.clock = clock;
        claims = new Claims(network, isOrdered, this::rename);
        this.isOrdered = isOrdered;
        this.counts = counts;
        here = network.server();
        effects = new Effects(network);
        stranger = User.elsewhere(here, 0, new Identity("*", "*", here, "", null), Instant.now());
        known(here).sequence.tookState(0);
    }

    /// What this server knew of channels when its last pulse came back. For any thread.
    int digest() {
        return digest;
    }

    /// The users of this server that have registered with the net, by number. For any thread.
    Map<Long, User> ours() {
        return known(here).users;
    }

    private Origin known(String server) {
        return origins.computeIfAbsent(server, this::newOrigin);
    }

    private Origin newOrigin(String server) {
        boolean own = server.equals(here);
        var skipped = own ? outgoing.skipped : new HashSet<Long>();
        return new Origin(
                server,
                own,
                new Sequence(skipped, (number, deed) -> apply(known(server), number, deed, false)));
    }

    // What the relay calls.

    @Override
    public void view(View view) {
        var names = view.servers().stream().map(Server::name).toList();
        LOG.info("the net is {}", String.join(", ", names));
        for (var server : view.left()) lost(server.name());
        for (var server : view.joined()) {
            if (!server.name().equals(here)) known(server.name());
        }
        counts.view(names);
        boolean othersCame = view.joined().stream().anyMatch(server -> !server.name().equals(here));
        if ((othersCame || view.merged()) && outgoing.isOpen()) announce();
    }

    @Override
    public void received(Server from, byte[] bytes) {
        try {
            var numbered = EventCodec.read(bytes);
            switch (numbered.event()) {
                case Said said -> said(from.name(), said);
                case Deed deed -> {
                    var origin = origins.get(from.name());
                    if (origin != null) origin.sequence.arrived(numbered.number(), deed);
                }
                case Signal signal -> signal(from.name(), signal);
            }
        } catch (IOException e) {
            complain(from.name(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.error("a bug: an event of {} is lost", from.name(), e);
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

    // What users say.

    private void said(String from, Said said) {
        counts.said(from);
        boolean own = from.equals(here);
        var origin = origins.get(from);
        var known = origin == null ? null : origin.users.get(said.by());
        var by = known == null ? stranger : known;
        if (own) outgoing.saidReturned(said.by());
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

    // What servers tell one another.

    void announce() {
        outgoing.post(new Announcing());
    }

    private void signal(String from, Signal signal) {
        var origin = origins.get(from);
        switch (signal) {
            case State state when origin != null && !origin.isThisServer -> {
                var deeds = origin.add(state);
                if (deeds.isPresent() && origin.sequence.takesState(state.upTo())) {
                    restore(origin, deeds.get());
                    origin.sequence.tookState(state.upTo());
                }
            }
            case State _ -> {}
            case Pulse pulse -> {
                counts.pulse(from, pulse.said());
                if (origin != null) pulse(origin, pulse);
            }
            case Wanted wanted -> {
                if (wanted.server().equals(here)) announce();
            }
        }
    }

    /// Looks whether anything is missing here, or there.
    private void pulse(Origin origin, Pulse pulse) {
        digest = settings.digest();
        if (origin.isThisServer) {
            origin.sequence.proceed();
            renameLosers();
        } else if (origin.sequence.misses(pulse.deeds())) {
            outgoing.signal(new Wanted(origin.server));
        } else if (origin.differs(pulse.settings(), digest)) {
            announce();
        }
    }

    /// Makes what this server knows of another equal to what the other has announced.
    private void restore(Origin origin, List<Deed> deeds) {
        var users = new HashSet<Long>();
        var stays = new HashSet<String>();
        for (var deed : deeds) {
            if (deed instanceof Arrived arrived) users.add(arrived.user());
            if (deed instanceof Joined joined) stays.add(joined.user() + joined.channel());
        }
        for (var user : List.copyOf(origin.users.values())) {
            if (!users.contains(user.id())) {
                quit(origin, user, here + " " + origin.server);
                continue;
            }
            for (var channel : List.copyOf(user.channels().all())) {
                if (!stays.contains(user.id() + channel.name())) part(user, channel, "");
            }
        }
        for (var deed : deeds) apply(origin, 0, deed, true);
    }

    /// All that the others must know of this server.
    private void sendState(long upTo) {
        var deeds = new ArrayList<Deed>();
        for (var user : ours().values()) {
            if (!user.isRegistered()) continue; // its arrival is on its way
            deeds.add(arrival(user, Optional.ofNullable(claims.of(user)).orElseGet(clock::next)));
            for (var channel : user.channels().all()) {
                var at = settings.entry(channel.name(), user);
                if (at == null) continue;
                deeds.add(new Joined(user.id(), channel.name(), false, at));
            }
        }
        deeds.addAll(settings.all());
        var parts = Parts.of(deeds, Relay.MAX_EVENT / 2);
        for (int part = 0; part < parts.size(); part++) {
            outgoing.signal(new State(upTo, part, parts.size(), parts.get(part)));
        }
    }

    static Arrived arrival(User user, Stamp claimed) {
        return new Arrived(
                user.id(),
                user.identity(),
                user.connected().toEpochMilli(),
                user.away().orElse(null),
                modes(user),
                claimed);
    }

    static String modes(User user) {
        var letters = new StringBuilder();
        for (var mode : UserMode.values()) {
            if (user.has(mode)) letters.append(mode.letter());
        }
        return letters.toString();
    }

    /// A server cannot be reached any more. IRC shows it as its users' QUIT, with both servers.
    private void lost(String server) {
        if (server.equals(here)) return;
        var origin = origins.remove(server);
        if (origin == null) return;
        for (var user : List.copyOf(origin.users.values())) {
            quit(origin, user, here + " " + server);
        }
    }

    // Deeds.

    private void apply(Origin origin, long number, Deed deed, boolean restored) {
        boolean effect = false;
        RuntimeException failure = null;
        try {
            effect = effect(origin, number, deed, restored);
        } catch (IllegalStateException e) { // a strategy could not be created
            network.stats().strategyFailed();
            failure = e;
        } catch (RuntimeException e) {
            LOG.error("a bug: {} of {} is lost", deed, origin.server, e);
            failure = e;
        }
        if (origin.isThisServer) outgoing.returned(number, effect, failure);
    }

    private boolean effect(Origin origin, long number, Deed deed, boolean restored) {
        switch (deed) {
            case Arrived arrived -> {
                return arrived(origin, arrived, restored);
            }
            case Renamed renamed -> {
                var user = origin.users.get(renamed.user());
                return user != null
                        && renamed(origin, user, renamed.nick(), renamed.claimed(), restored);
            }
            case Changed changed -> {
                var user = origin.users.get(changed.user());
                if (user != null && user.isElsewhere()) changed(user, changed);
            }
            case Joined joined -> {
                var user = origin.users.get(joined.user());
                return user != null && joined(origin, user, joined, restored);
            }
            case Parted parted -> {
                var user = origin.users.get(parted.user());
                if (user == null) return false;
                user.channels()
                        .named(parted.channel())
                        .ifPresent(channel -> part(user, channel, parted.reason()));
            }
            case Kicked kicked -> {
                var user = origin.users.get(kicked.user());
                if (user == null) return false;
                var channel = user.channels().named(kicked.channel());
                if (channel.isEmpty()) return false;
                effects.kick(kicked.by(), stranger, channel.get(), user, kicked.comment(), _ -> {});
                left(channel.get(), user);
            }
            case Quit quit -> {
                var user = origin.users.get(quit.user());
                if (user != null) quit(origin, user, quit.reason());
            }
            case Event.Set set -> set(origin, set);
            case Invited invited ->
                    find(invited.target())
                            .ifPresent(target ->
                                    network.channel(invited.channel())
                                            .ifPresent(channel ->
                                                    effects.invite(
                                                            invited.by(),
                                                            stranger,
                                                            target,
                                                            channel,
                                                            invited.opens())));
            case KickAsked asked ->
                    ours(asked.target())
                            .filter(user -> user.channels().named(asked.channel()).isPresent())
                            .ifPresent(user ->
                                    outgoing.post(
                                            new Kicked(
                                                    user.id(),
                                                    asked.channel(),
                                                    asked.by(),
                                                    asked.comment())));
            case KillAsked asked ->
                    ours(asked.target())
                            .ifPresent(user -> effects.kill(asked.by(), user, asked.comment()));
            case Wallops wallops -> effects.wallops(wallops.by(), wallops.text());
            case Announcing _ -> {
                if (origin.isThisServer) sendState(number);
            }
        }
        return true;
    }

    private Optional<User> find(Ref ref) {
        return Optional.ofNullable(origins.get(ref.server()))
                .map(origin -> origin.users.get(ref.user()));
    }

    private Optional<User> ours(Ref ref) {
        return ref.server().equals(here) ? find(ref) : Optional.empty();
    }

    private boolean arrived(Origin origin, Arrived arrived, boolean restored) {
        clock.saw(arrived.claimed());
        var nick = arrived.identity().nick();
        var old = origin.users.get(arrived.user());
        if (old != null && !origin.isThisServer) {
            renamed(origin, old, nick, arrived.claimed(), true);
            changed(
                    old,
                    new Changed(old.id(), arrived.identity(), arrived.away(), arrived.modes()));
            return true;
        }
        if (old == null && origin.isThisServer) return false; // gone before it came
        var user = old == null ? newcomer(origin, arrived) : old;
        boolean owns = claims.arrived(nick, user, arrived.claimed(), restored);
        if (origin.isThisServer) {
            if (owns) {
                user.setRegistered();
                return true;
            }
            claims.gone(nick, user);
            if (!isOrdered) outgoing.post(new Quit(user.id(), "Nick collision"));
            return false;
        }
        if (!owns && isOrdered && !restored) return false; // its server tells the client so
        origin.users.put(arrived.user(), user);
        network.census().cameElsewhere();
        setModes(user, arrived.modes());
        user.setAway(arrived.away());
        network.watchers().tellOnline(user);
        return owns;
    }

    private static User newcomer(Origin origin, Arrived arrived) {
        return User.elsewhere(
                origin.server,
                arrived.user(),
                arrived.identity(),
                Instant.ofEpochMilli(arrived.connected()));
    }

    private boolean renamed(
            Origin origin, User user, String nick, Stamp claimed, boolean restored) {
        clock.saw(claimed);
        losers.remove(user);
        var before = user.nick();
        boolean owns = claims.arrived(nick, user, claimed, restored);
        if (!owns && origin.isThisServer) {
            claims.gone(nick, user);
            if (claims.of(user) == null) {
                rename(user, before);
            } else if (!isOrdered) { // others may have believed it for a moment
                outgoing.post(new Renamed(user.id(), before, clock.next()));
            }
            return false;
        }
        if (!owns && isOrdered && !restored) return false;
        if (before.equals(nick)) return true;
        effects.rename(user, nick, user::deliver);
        if (!Names.CASE.fold(before).equals(Names.CASE.fold(nick))) claims.gone(before, user);
        return true;
    }

    /// A user's nick belongs to somebody else, so the user's server gives the user another.
    private void rename(User user, String nick) {
        if (user.isElsewhere() || !user.isRegistered() || !losers.add(user)) return;
        var free = free(nick, user);
        user.deliver(
                new EncodedMessage(
                        Message.from(
                                here,
                                "NOTICE",
                                user.nick(),
                                "Somebody on another server had the nick %s before you. You are %s now; /nick chooses another."
                                        .formatted(nick, free))));
        outgoing.post(new Renamed(user.id(), free, clock.next()));
    }

    private String free(String nick, User user) {
        for (int number = 2; ; number++) {
            var free = nick.substring(0, Math.min(nick.length(), 24)) + "_" + number;
            if (network.claim(free, user)) return free;
        }
    }

    /// A rename may have been refused.
    private void renameLosers() {
        for (var user : List.copyOf(losers)) {
            losers.remove(user);
            if (ours().containsValue(user) && claims.of(user) == null) rename(user, user.nick());
        }
    }

    private void changed(User user, Changed changed) {
        var identity = changed.identity();
        if (!user.identity().realName().equals(identity.realName())) {
            user.setRealName(identity.realName());
            network.tellChange(Effects.setname(user), user);
        }
        var away = Optional.ofNullable(changed.away());
        if (!user.away().equals(away)) {
            user.setAway(changed.away());
            network.tellChange(Effects.away(user, away.orElse("")), user);
        }
        if (!user.identity().host().equals(identity.host())) {
            network.tellChange(Effects.changeHost(user, identity.host()), user);
        }
        var account = identity.account();
        if (account != null && !account.equals(user.identity().account())) {
            user.setAccount(account);
            network.tellChange(Effects.account(user), user);
        }
        setModes(user, changed.modes());
    }

    private void setModes(User user, String letters) {
        for (var mode : UserMode.values()) {
            boolean on = letters.indexOf(mode.letter()) >= 0;
            if (user.set(mode, on)) network.census().changed(mode, on);
        }
    }

    private boolean joined(Origin origin, User user, Joined joined, boolean restored) {
        clock.saw(joined.at());
        var name = joined.channel();
        if (user.channels().named(name).isPresent()) return true;
        boolean isNew = network.channel(name).isEmpty();
        if (isNew && !joined.founder() && !restored && !origin.isThisServer) {
            outgoing.signal(new Wanted(origin.server)); // the other knows its settings
        }
        var channel = network.place(user, name, joined.founder());
        var standings = settings.entered(name, user, joined.at(), joined.founder());
        boolean isIn = effects.join(user, channel, user::deliver);
        if (!isIn) settings.left(name, user);
        else if (!standings.isEmpty()) announce(channel, here, stranger, standings);
        return isIn;
    }

    private void part(User user, Channel channel, String reason) {
        effects.part(user, channel, reason, user::deliver);
        left(channel, user);
    }

    private void quit(Origin origin, User user, String reason) {
        var channels = List.copyOf(user.channels().all());
        effects.quit(user, reason);
        for (var channel : channels) left(channel, user);
        claims.gone(user.nick(), user);
        losers.remove(user);
        origin.users.remove(user.id());
        if (user.isElsewhere()) network.census().goneElsewhere(user);
    }

    private void left(Channel channel, User user) {
        settings.left(channel.name(), user);
        if (channel.rules().isClosed()) settings.ended(channel.name());
    }

    private void set(Origin origin, Event.Set set) {
        clock.saw(set.at());
        var channel = network.channel(set.channel());
        if (channel.isEmpty()) return;
        var latest =
                set.settings().stream()
                        .filter(each -> settings.isLatest(set.channel(), each, set.by(), set.at()))
                        .toList();
        var by = origin.users.getOrDefault(set.user(), stranger);
        announce(channel.get(), set.by(), by, latest);
    }

    /// Applies settings and shows those that make a difference.
    private void announce(Channel channel, String source, User by, List<Setting> latest) {
        var done = new ArrayList<ModeChange>();
        for (var setting : latest) {
            if (setting.letter() == Setting.TOPIC) {
                var text = Optional.ofNullable(setting.parameter()).orElse("");
                effects.setTopic(source, by, channel, text, by::deliver);
            } else if (setting.target() != null) {
                find(setting.target())
                        .filter(user ->
                                channel.rules().setStanding(user, setting.letter(), setting.on()))
                        .ifPresent(user -> done.add(change(setting, user.nick())));
            } else {
                var change = change(setting, setting.parameter());
                if (effects.apply(change, channel, Source.parse(source).nick())) done.add(change);
            }
        }
        effects.announce(source, by, channel, done, by::deliver);
    }

    private static ModeChange change(Setting setting, @Nullable String parameter) {
        return new ModeChange(setting.on(), setting.letter(), parameter);
    }
}
