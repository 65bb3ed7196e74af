package chatlab.server;

import chatlab.protocol.CaseMapping;
import chatlab.protocol.Message;

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
    /// The name by which the server speaks.
    static final String SERVER = "chat.lab";

    static final String NAME = "ChatLab";
    static final CaseMapping CASE = CaseMapping.ASCII;

    private final ServerConfig config;
    private final Stats stats;
    private final Admission admission;
    private final Instant created = Instant.now();

    /// Everybody with a connection, registered or not.
    private final Set<Session> connected = ConcurrentHashMap.newKeySet();

    /// Registered and half-registered sessions by folded nick: who is in here owns that nick.
    private final ConcurrentMap<String, Session> nicks = new ConcurrentHashMap<>();

    /// Channels by folded name. One that has closed may stay for a moment; see [#enter].
    private final ConcurrentMap<String, Channel> channels = new ConcurrentHashMap<>();

    Network(ServerConfig config, Stats stats) {
        this.config = config;
        this.stats = stats;
        admission = new Admission(config.limits());
    }

    Admission admission() {
        return admission;
    }

    void connected(Session session) {
        connected.add(session);
    }

    void disconnected(Session session, InetAddress address) {
        if (connected.remove(session)) admission.leave(address);
    }

    /// Everybody with a connection, registered or not; may be looked at while it changes.
    Collection<Session> connected() {
        return connected;
    }

    ServerConfig config() {
        return config;
    }

    Stats stats() {
        return stats;
    }

    Instant created() {
        return created;
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
                .filter(channel -> channel.occupants() > 0);
    }

    Collection<Channel> channels() {
        return channels.values().stream().filter(channel -> channel.occupants() > 0).toList();
    }

    /// Takes a place in a channel, which is made if there is none.
    ///
    /// @throws IllegalStateException if the strategy cannot be made
    Channel enter(String name) {
        var key = CASE.fold(name);
        while (true) {
            var channel = channels.computeIfAbsent(key, _ -> newChannel(name));
            if (channel.enter()) return channel;
            channels.remove(key, channel); // its last occupant has left and is about to do the same
        }
    }

    private Channel newChannel(String name) {
        return new Channel(name, new Members(config.strategy().create(), name, stats), stats);
    }

    /// Gives back a place in a channel; the last to leave takes the channel away.
    void exit(Channel channel) {
        if (channel.exit()) channels.remove(CASE.fold(channel.name()), channel);
    }

    /// Tells everybody who shares a channel with a session, once each, however many they share.
    void tellPeers(Message message, Session about, Collection<Channel> shared) {
        var peers = new HashSet<Session>();
        for (var channel : shared) peers.addAll(channel.sessions());
        peers.remove(about);
        var encoded = new EncodedMessage(message);
        for (var peer : peers) peer.deliver(encoded);
    }
}
