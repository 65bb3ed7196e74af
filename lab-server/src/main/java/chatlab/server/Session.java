package chatlab.server;

import chatlab.protocol.LineDecoder.Line;
import chatlab.protocol.Message;
import chatlab.protocol.Numeric;
import chatlab.protocol.Parsed;
import chatlab.protocol.Source;
import chatlab.strategies.Subscriber;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// One client as the protocol sees it, and a subscriber of the channels it is in.
///
/// Its commands are handled by one thread, the one that reads its connection; only that thread
/// changes a session, except that others may take it out of a channel (KICK), invite it and end it
/// (KILL). Other threads deliver to it and look at it (WHO, WHOIS), so what they can see is
/// volatile or concurrent. Told apart by identity.
final class Session implements Subscriber<EncodedMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    /// What a client is called that has no nick yet.
    private static final String NOBODY = "*";

    /// The most invitations that wait for a session; one more is only a message.
    private static final int MAX_INVITATIONS = 100;

    /// How long a client whose time is up has for reading why.
    private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Network network;
    private final Outbox outbox;
    private final InetAddress address;
    private final String host;
    private final Instant connected = Instant.now();
    private final long connectedAt = System.nanoTime();

    /// Channels by folded name.
    private final Map<String, Channel> channels = new ConcurrentHashMap<>();

    /// Channels whose operators have let this session in, for once.
    private final Set<Channel> invitations = ConcurrentHashMap.newKeySet(0);

    // Seen by other threads, hence volatile.
    private volatile String nick = NOBODY;
    private volatile String user = "unknown";
    private volatile String realName = "";
    private volatile String source; // nick!user@host, put together once
    private volatile boolean registered;
    private volatile Set<UserMode> modes = Set.of(); // replaced whole
    private volatile int capabilities; // bits of Capability
    private volatile @Nullable String away;
    private volatile Instant lastSpoke = connected;

    /// When the client was last heard, by `System.nanoTime`.
    private volatile long heardAt = connectedAt;

    // Seen by the heartbeat only.
    private boolean pinged;
    private boolean expired;
    private long expiredAt;

    // Seen by the reading thread only.
    private boolean userGiven;
    private boolean negotiating;

    /// Nicks as the client wrote them, by their folded form.
    private final Map<String, String> watched = new TreeMap<>();

    private String password = "";
    private @Nullable String quitReason;

    Session(Network network, Outbox outbox, InetAddress address) {
        this.network = network;
        this.outbox = outbox;
        this.address = address;
        host = address.getHostAddress();
        source = newSource();
        network.census().connected();
    }

    /// How fast this client may send, if it may not send as fast as it likes.
    Optional<TokenBucket> bucket() {
        int flood = network.config().limits().flood();
        return flood == 0 || address.isLoopbackAddress()
                ? Optional.empty()
                : Optional.of(new TokenBucket(ServerLimits.BURST, flood, System.nanoTime()));
    }

    /// Notes that something has come from the client.
    void heard() {
        heardAt = System.nanoTime();
    }

    /// Takes it that something has come from the client, who could not have been heard. Only the
    /// heartbeat calls this.
    void excuse() {
        heard();
        pinged = false;
    }

    /// Asks a silent client for a sign of life, and ends a session that gives none or does not
    /// register in time. Only the heartbeat calls this.
    void check(long now) {
        var limits = network.config().limits();
        if (!registered) {
            if (now - connectedAt > limits.registration().toNanos()) {
                expire("Registration timeout", limits.registration(), now);
            }
            return;
        }
        long silent = now - heardAt;
        if (silent <= limits.silence().toNanos()) {
            pinged = false;
        } else if (!pinged) {
            pinged = true;
            deliver(new EncodedMessage(Message.of("PING", network.server())));
        } else if (silent > limits.silence().plus(limits.patience()).toNanos()) {
            expire("Ping timeout", limits.silence().plus(limits.patience()), now);
        }
    }

    private void expire(String what, Duration after, long now) {
        var reason = what + ": " + after.toSeconds() + " seconds";
        if (!expired) {
            expired = true;
            expiredAt = now;
            deliver(new EncodedMessage(closingLink(host(), reason)));
            outbox.finish(reason);
        } else if (now - expiredAt > LAST_WORDS_NANOS) {
            outbox.abort(reason); // it does not read either
        }
    }

    /// Handles one line from the client. Only the thread that reads the connection calls this. A
    /// bug in there ends this session and no other.
    void handle(Line line) {
        try {
            carryOut(line);
        } catch (RuntimeException | Error e) {
            LOG.error("{} is ended by a bug", this, e);
            quit("Internal error");
        }
    }

    private void carryOut(Line line) {
        switch (line) {
            case Line.TooLong _ -> tooLong();
            case Line.Text(var text) when hasLongTags(text) -> tooLong();
            case Line.Text(var text) -> {
                switch (Message.parse(text)) {
                    case Message message -> Commands.handle(this, message);
                    case Parsed.Blank _ -> {}
                    case Parsed.Malformed(_, var reason) ->
                            LOG.debug("{} sent a malformed line: {}", this, reason);
                }
            }
        }
    }

    private void tooLong() {
        reply(Numeric.ERR_INPUTTOOLONG, "Input line was too long");
    }

    /// The decoder takes what servers may send; clients may send about half of it.
    private static boolean hasLongTags(String line) {
        if (!line.startsWith("@")) return false;
        var tags = line.substring(0, line.indexOf(' ') + 1);
        return tags.getBytes(StandardCharsets.UTF_8).length > Limits.CLIENT_TAGS;
    }

    /// Delivers a message; false if the client is gone or its outbox is full.
    @Override
    public boolean deliver(EncodedMessage message) {
        var mine = message.forClientWith(capabilities);
        return mine == null || outbox.offer(mine);
    }

    /// Answers the client, waiting for room if need be. Only its own thread calls this.
    void send(Message message) {
        send(new EncodedMessage(message));
    }

    /// As [#send(Message)], of what others get, too.
    void send(EncodedMessage message) {
        var mine = message.forClientWith(capabilities);
        if (mine == null) return;
        try {
            outbox.put(mine);
        } catch (InterruptedException _) {
            Thread.currentThread()
                    .interrupt(); // the server closes; reading ends with the next read
        }
    }

    /// Answers with a numeric. The last parameter may be any text; the others are made one word.
    void reply(Numeric numeric, String... parameters) {
        for (int i = 0; i < parameters.length - 1; i++) parameters[i] = word(parameters[i]);
        send(Message.reply(network.server(), numeric, nick, parameters));
    }

    /// Answers with as many numerics as it takes to hold all words in their last parameters.
    void replyWords(Numeric numeric, List<String> words, String... parameters) {
        var all = Arrays.copyOf(parameters, parameters.length + 1);
        all[parameters.length] = "";
        var empty = Message.reply(network.server(), numeric, nick, all).encode();
        for (var line : Packed.lines(words, Message.MAX_BYTES - empty.length)) {
            all[parameters.length] = line;
            reply(numeric, all);
        }
    }

    /// What a client sent back to it as a middle parameter, which cannot hold everything.
    private static String word(String text) {
        int space = text.indexOf(' ');
        var first = space < 0 ? text : text.substring(0, space);
        return first.isEmpty() || first.startsWith(":") ? NOBODY : first;
    }

    Network network() {
        return network;
    }

    String nick() {
        return nick;
    }

    String user() {
        return user;
    }

    String host() {
        return host;
    }

    String realName() {
        return realName;
    }

    Instant connected() {
        return connected;
    }

    Instant lastSpoke() {
        return lastSpoke;
    }

    void spoke() {
        lastSpoke = Instant.now();
    }

    Optional<String> away() {
        return Optional.ofNullable(away);
    }

    void setAway(@Nullable String text) {
        away = text;
    }

    boolean has(UserMode mode) {
        return modes.contains(mode);
    }

    void set(UserMode mode, boolean on) {
        var changed = EnumSet.noneOf(UserMode.class);
        changed.addAll(modes);
        if (on ? changed.add(mode) : changed.remove(mode)) {
            modes = Set.copyOf(changed);
            network.census().changed(mode, on);
        }
    }

    boolean has(Capability capability) {
        return capability.isIn(capabilities);
    }

    /// Bits of [Capability].
    int capabilities() {
        return capabilities;
    }

    void setCapabilities(int bits) {
        capabilities = bits;
    }

    /// Lets the session into a channel once, whatever its rules.
    void invite(Channel channel) {
        invitations.removeIf(invitation -> invitation.rules().isClosed());
        if (invitations.size() < MAX_INVITATIONS) invitations.add(channel);
    }

    /// Channels that the session may come into once.
    List<Channel> invitations() {
        return invitations.stream().filter(channel -> !channel.rules().isClosed()).toList();
    }

    /// Uses an invitation up.
    ///
    /// @return whether there was one
    boolean useInvitation(Channel channel) {
        return invitations.remove(channel);
    }

    /// Nicks whose coming and going the client wants to hear of.
    List<String> watched() {
        return List.copyOf(watched.values());
    }

    /// Only [Watchers] calls this and the next.
    ///
    /// @return false if there are too many
    boolean watch(String other) {
        var key = Network.CASE.fold(other);
        if (watched.size() >= Limits.MONITOR && !watched.containsKey(key)) return false;
        watched.put(key, other);
        return true;
    }

    void unwatch(String other) {
        watched.remove(Network.CASE.fold(other));
    }

    /// `nick!user@host`, the source of what this session says.
    String source() {
        return source;
    }

    private String newSource() {
        return new Source(nick, user, host).format();
    }

    boolean isRegistered() {
        return registered;
    }

    Collection<Channel> channels() {
        return channels.values();
    }

    boolean isIn(Channel channel) {
        return channels.get(Network.CASE.fold(channel.name())) == channel;
    }

    Optional<Channel> channel(String name) {
        return Optional.ofNullable(channels.get(Network.CASE.fold(name)));
    }

    /// Only a channel's [Rules] call this and the next.
    void addChannel(Channel channel) {
        channels.put(Network.CASE.fold(channel.name()), channel);
    }

    void removeChannel(Channel channel) {
        channels.remove(Network.CASE.fold(channel.name()), channel);
    }

    void setNick(String claimed) {
        nick = claimed;
        source = newSource();
    }

    void setUser(String name, String fullName) {
        user = name;
        realName = fullName;
        userGiven = true;
        source = newSource();
    }

    void setRealName(String fullName) {
        realName = fullName;
    }

    /// While capabilities are being negotiated, registration waits.
    void setNegotiating(boolean on) {
        negotiating = on;
    }

    void setPassword(String given) {
        password = given;
    }

    /// Compares in constant time, so that the time taken does not tell how much was right.
    private boolean isAllowed() {
        var wanted = network.config().password();
        return wanted.isEmpty()
                || MessageDigest.isEqual(
                        wanted.get().getBytes(StandardCharsets.UTF_8),
                        password.getBytes(StandardCharsets.UTF_8));
    }

    /// Registers once the nick and the user are known and no negotiation is going on.
    void registerIfReady() {
        if (registered || negotiating || !userGiven || nick.equals(NOBODY)) return;
        if (!isAllowed()) {
            reply(Numeric.ERR_PASSWDMISMATCH, "Password incorrect");
            quit("Bad password");
            return;
        }
        registered = true;
        network.census().registered();
        LOG.info("{} has connected from {}", nick, host());
        Welcome.greet(this);
        network.watchers().tellOnline(this);
    }

    /// Ends the session after the command being handled.
    void quit(String reason) {
        quitReason = reason;
    }

    /// Ends the session from another thread: its own finds the connection closed.
    void kill(Message announcement, String reason) {
        deliver(new EncodedMessage(announcement));
        deliver(new EncodedMessage(closingLink(host(), reason)));
        outbox.finish(reason);
    }

    /// Why the client has quit of its own accord, if it has.
    Optional<String> quitReason() {
        return Optional.ofNullable(quitReason);
    }

    /// Takes the session out of everything, tells its peers why, and lets the outbox run dry.
    ///
    /// Called once, by the thread that reads the connection, when there is nothing more to read.
    ///
    /// @param clientsReason why there is nothing more; the server's own reason, if any, goes first
    void end(String clientsReason) {
        var reason = outbox.reason().isEmpty() ? clientsReason : outbox.reason();
        var left = new ArrayList<Channel>();
        for (var channel : channels.values()) {
            if (network.remove(this, channel)) left.add(channel);
        }
        if (registered) {
            network.tellPeers(
                    new EncodedMessage(Message.from(source(), "QUIT", reason)), this, left);
            network.whowas().add(this);
            LOG.info("{} has left ({})", nick, Printable.of(reason));
        }
        if (!nick.equals(NOBODY)) network.release(nick, this);
        if (registered) network.watchers().tellOffline(nick);
        network.watchers().clear(this);
        network.disconnected(this, address);
        network.census().gone(this);
        deliver(new EncodedMessage(closingLink(host(), reason)));
        outbox.finish(reason);
    }

    /// All that a client hears for whom there is no place.
    static EncodedMessage refusal(InetAddress address, String why) {
        return new EncodedMessage(closingLink(address.getHostAddress(), why));
    }

    /// The last line that a client gets.
    static Message closingLink(String host, String reason) {
        return Message.of("ERROR", "Closing link: " + host + " (" + reason + ")");
    }

    @Override
    public String toString() {
        return nick + "@" + host();
    }
}
