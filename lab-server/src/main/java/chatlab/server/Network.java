package chatlab.server;

import chatlab.protocol.CaseMapping;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Who is here and which channels there are. Thread-safe.
///
/// No lock of this class is held while a strategy or an outbox is called.
final class Network {
    static final String NAME = "ChatLab";

    static final CaseMapping CASE = CaseMapping.ASCII;

    private final ServerConfig config;
    private final Stats stats;
    private final Places places;
    private final Instant created = Instant.now();
    private final Census census = new Census();
    private final Whowas whowas = new Whowas();
    private final Watchers watchers;

    /// Everybody with a connection, registered or not.
    private final Set<Session> connected = ConcurrentHashMap.newKeySet();

    /// Registered and half-registered sessions by folded nick: who is in here owns that nick.
    private final ConcurrentMap<String, Session> nicks = new ConcurrentHashMap<>();

    /// Channels by folded name. One that has closed may stay for a moment; see [#enter].
    private final ConcurrentMap<String, Channel> channels = new ConcurrentHashMap<>();

    Network(ServerConfig config, Stats stats) {
        this.config = config;
        this.stats = stats;
        places = new Places(config.limits());
        watchers = new Watchers(config.name());
    }

    Places places() {
        return places;
    }

    void connected(Session session) {
        connected.add(session);
    }

    void disconnected(Session session, InetAddress address) {
        if (connected.remove(session)) places.leave(address);
    }

    /// Everybody with a connection, registered or not; may be looked at while it changes.
    Collection<Session> connected() {
        return connected;
    }

    ServerConfig config() {
        return config;
    }

    /// The name by which the server speaks.
    String server() {
        return config.name();
    }

    /// What the server says of itself.
    String description() {
        return config.description();
    }

    Stats stats() {
        return stats;
    }

    Instant created() {
        return created;
    }

    Census census() {
        return census;
    }

    Whowas whowas() {
        return whowas;
    }

    Watchers watchers() {
        return watchers;
    }

    /// Takes a nick for a session.
    ///
    /// @return false if somebody else has it
    boolean claim(String nick, Session session) {
        var owner = nicks.putIfAbsent(CASE.fold(nick), session);
        return owner == null || owner == session;
    }

    void release(String nick, Session session) {
        nicks.remove(CASE.fold(nick), session);
    }

    Optional<Session> session(String nick) {
        return Optional.ofNullable(nicks.get(CASE.fold(nick))).filter(Session::isRegistered);
    }

    Collection<Session> sessions() {
        return nicks.values().stream().filter(Session::isRegistered).toList();
    }

    Optional<Channel> channel(String name) {
        return Optional.ofNullable(channels.get(CASE.fold(name)))
                .filter(channel -> channel.rules().occupants() > 0);
    }

    Collection<Channel> channels() {
        return channels.values().stream()
                .filter(channel -> channel.rules().occupants() > 0)
                .toList();
    }

    /// What became of an attempt to enter a channel.
    record Entry(Channel channel, Admission admission) {}

    /// Takes a place in a channel, which is made if there is none.
    ///
    /// @param givenKey what the session offers as the channel's key
    /// @throws IllegalStateException if the strategy cannot be made
    Entry enter(Session session, String name, @Nullable String givenKey) {
        var key = CASE.fold(name);
        while (true) {
            var channel = channels.computeIfAbsent(key, _ -> newChannel(name));
            var admission = channel.rules().admit(session, givenKey);
            if (admission != Admission.GONE) return new Entry(channel, admission);
            channels.remove(key, channel); // its last occupant has left and is about to do the same
        }
    }

    private Channel newChannel(String name) {
        return new Channel(name, new Members(config.strategy().create(), name, stats), stats);
    }

    /// Takes a session out of a channel; the last to leave takes the channel away.
    ///
    /// @return false if the session was not in it, or somebody else is taking it out
    boolean remove(Session session, Channel channel) {
        switch (channel.rules().depart(session)) {
            case NONE -> {
                return false;
            }
            case HALF_IN -> {}
            case IN -> {
                channel.leave(session);
                channel.rules().gone(session);
            }
        }
        if (channel.rules().isClosed()) channels.remove(CASE.fold(channel.name()), channel);
        return true;
    }

    int channelCount() {
        return channels.size();
    }

    /// Tells everybody who shares a channel with a session, once each, however many they share.
    void tellPeers(EncodedMessage message, Session about, Collection<Channel> shared) {
        var peers = new HashSet<Session>();
        for (var channel : shared) peers.addAll(channel.sessions());
        peers.remove(about);
        for (var peer : peers) peer.deliver(message);
    }
}
