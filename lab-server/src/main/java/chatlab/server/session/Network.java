package chatlab.server.session;

import chatlab.protocol.Names;
import chatlab.server.account.Accounts;
import chatlab.server.channel.Admission;
import chatlab.server.channel.Channel;
import chatlab.server.channel.HistoryBudget;
import chatlab.server.channel.Rules;
import chatlab.server.channel.User;
import chatlab.server.config.ServerConfig;
import chatlab.server.delivery.Capability;
import chatlab.server.delivery.Crowding;
import chatlab.server.delivery.EncodedMessage;
import chatlab.server.limits.Places;
import chatlab.server.watch.Stats;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/// All connected clients, users and channels. Thread-safe.
///
/// It holds no lock while it calls a strategy or an outbox.
public final class Network {
    private final ServerConfig config;
    private final Stats stats;
    private final Places places;
    private final Instant created = Instant.now();
    private final Crowding crowding = new Crowding();
    private final Census census = new Census();
    private final Whowas whowas = new Whowas();
    private final HistoryBudget histories;
    private final Watchers watchers;

    /// Set before the first client connects.
    private Acts acts = new Here(this);

    /// Every session with a connection, registered or not.
    private final Set<Session> connected = ConcurrentHashMap.newKeySet();

    /// Users by folded nick, registered or not. A user in this map owns the nick.
    private final ConcurrentMap<String, User> nicks = new ConcurrentHashMap<>();

    /// Channels by folded name. A closed channel may stay for a moment; see [#enter].
    private final ConcurrentMap<String, Channel> channels = new ConcurrentHashMap<>();

    public Network(ServerConfig config, Stats stats) {
        this.config = config;
        this.stats = stats;
        places = new Places(config.limits());
        watchers = new Watchers(config.name());
        histories = new HistoryBudget(config.history());
    }

    /// What users do, here or in a net of servers.
    public Acts acts() {
        return acts;
    }

    /// Makes this a server of a net. Called before the first client connects.
    public void joinNet(Acts net) {
        acts = net;
    }

    public Places places() {
        return places;
    }

    public void connected(Session session) {
        connected.add(session);
        census.connected();
        stats.connected();
    }

    void disconnected(Session session, InetAddress address) {
        if (connected.remove(session)) places.leave(address);
        census.gone(session.user());
    }

    /// Every session with a connection, registered or not. A view that may change meanwhile.
    Collection<Session> connected() {
        return connected;
    }

    public ServerConfig config() {
        return config;
    }

    /// Whether this server has an extension of the protocol.
    public boolean offers(Capability capability) {
        return switch (capability) {
            case CHATHISTORY -> config.history() > 0;
            case SASL -> config.accounts().isPresent();
            default -> true;
        };
    }

    public Optional<Accounts> accounts() {
        return config.accounts();
    }

    /// The server's name.
    public String server() {
        return config.name();
    }

    /// The server's description, for WHOIS and LINKS.
    public String description() {
        return config.description();
    }

    public Stats stats() {
        return stats;
    }

    public Instant created() {
        return created;
    }

    public Crowding crowding() {
        return crowding;
    }

    public Census census() {
        return census;
    }

    public Whowas whowas() {
        return whowas;
    }

    public Watchers watchers() {
        return watchers;
    }

    /// Gives a nick to a user.
    ///
    /// @return false if another user has it
    public boolean claim(String nick, User user) {
        var owner = nicks.putIfAbsent(Names.CASE.fold(nick), user);
        return owner == null || owner == user;
    }

    public void release(String nick, User user) {
        nicks.remove(Names.CASE.fold(nick), user);
    }

    /// Gives a nick to a user, whoever has it.
    public void give(String nick, User user) {
        nicks.put(Names.CASE.fold(nick), user);
    }

    /// Who has a nick, registered or not.
    public Optional<User> owner(String nick) {
        return Optional.ofNullable(nicks.get(Names.CASE.fold(nick)));
    }

    public Optional<User> user(String nick) {
        return Optional.ofNullable(nicks.get(Names.CASE.fold(nick))).filter(User::isRegistered);
    }

    public Collection<User> users() {
        return nicks.values().stream().filter(User::isRegistered).toList();
    }

    public Optional<Channel> channel(String name) {
        return Optional.ofNullable(channels.get(Names.CASE.fold(name)))
                .filter(channel -> channel.rules().occupants() > 0);
    }

    public Collection<Channel> channels() {
        return channels.values().stream()
                .filter(channel -> channel.rules().occupants() > 0)
                .toList();
    }

    /// The result of an attempt to enter a channel.
    public record Entry(Channel channel, Admission admission) {}

    /// Takes a place in a channel; creates the channel if necessary.
    ///
    /// @param givenKey the channel's key that the user gave
    /// @throws IllegalStateException if the strategy cannot be created
    public Entry enter(User user, String name, @Nullable String givenKey) {
        return enter(name, rules -> rules.admit(user, givenKey));
    }

    /// Takes a place that the user's own server has granted; creates the channel if necessary.
    ///
    /// @param operator whether the user founded the channel
    /// @throws IllegalStateException if the strategy cannot be created
    public Channel place(User user, String name, boolean operator) {
        return enter(name, rules -> rules.place(user, operator)).channel();
    }

    private Entry enter(String name, Function<Rules, Admission> ask) {
        var key = Names.CASE.fold(name);
        while (true) {
            var channel = channels.computeIfAbsent(key, _ -> newChannel(name));
            var admission = ask.apply(channel.rules());
            if (admission != Admission.GONE) return new Entry(channel, admission);
            channels.remove(key, channel); // its last user, who left, is about to do the same
        }
    }

    private Channel newChannel(String name) {
        return new Channel(name, config.strategy().create(), stats, histories);
    }

    /// Takes a user out of a channel, and removes the channel if it was the last user.
    ///
    /// @return false if the user was not in it, or another thread is taking the user out
    public boolean remove(User user, Channel channel) {
        switch (channel.rules().depart(user)) {
            case NONE -> {
                return false;
            }
            case ENTERING -> {}
            case IN -> {
                channel.leave(user);
                channel.rules().gone(user);
            }
        }
        if (channel.rules().isClosed()) {
            channels.remove(Names.CASE.fold(channel.name()), channel);
            channel.history().end();
        }
        return true;
    }

    public int channelCount() {
        return channels.size();
    }

    /// Tells each user who shares a channel with a user, once, however many channels they share.
    public void tellPeers(EncodedMessage message, User about, Collection<Channel> shared) {
        tell(message, about, peers(shared));
    }

    /// Tells the peers of a user, and those who watch the user with extended-monitor, once each,
    /// what has changed about the user.
    public void tellChange(EncodedMessage message, User about) {
        var told = peers(about.channels().all());
        for (var watcher : watchers.of(about.nick())) {
            if (watcher.has(Capability.EXTENDED_MONITOR)) told.add(watcher);
        }
        tell(message, about, told);
    }

    private static Set<User> peers(Collection<Channel> shared) {
        var peers = new HashSet<User>();
        for (var channel : shared) peers.addAll(channel.users());
        return peers;
    }

    private static void tell(EncodedMessage message, User about, Set<User> told) {
        told.remove(about);
        for (var user : told) user.deliver(message);
    }
}
