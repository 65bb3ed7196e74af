package chatlab.server.channel;

import chatlab.protocol.Hosts;
import chatlab.protocol.Message;
import chatlab.server.delivery.Capability;
import chatlab.server.delivery.EncodedMessage;
import chatlab.server.delivery.NoOutbox;
import chatlab.server.delivery.Outbox;
import chatlab.strategies.Subscriber;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// One client as the others see it, and a subscriber of the channels it is in.
///
/// Thread-safe. The thread that reads the client changes its user. Other threads deliver to it,
/// look at it (WHO, WHOIS), take it out of a channel (KICK), invite it, and disconnect it (KILL).
/// So every field is final or volatile. Users are compared by identity.
public final class User implements Subscriber<EncodedMessage> {
    /// The nick of a client that has none yet.
    private static final String NO_NICK = "*";

    private static final AtomicLong LAST_ID = new AtomicLong();

    private final Outbox outbox;
    private final String server;
    private final long id;
    private final Memberships channels = new Memberships();
    private final Instant connected;

    private volatile Identity identity;
    private volatile boolean registered;
    private volatile Set<UserMode> modes = Set.of(); // replaced whole
    private volatile Map<String, String> tags = Map.of(); // replaced whole
    private volatile int capabilities; // bits of Capability
    private volatile @Nullable String away;
    private volatile Instant lastSpoke;

    /// A client of this server.
    ///
    /// @param server this server's name
    public User(Outbox outbox, InetAddress address, String server) {
        this(
                outbox,
                server,
                LAST_ID.incrementAndGet(),
                new Identity(NO_NICK, "unknown", Hosts.word(address), "", null),
                Instant.now());
    }

    private User(Outbox outbox, String server, long id, Identity identity, Instant connected) {
        this.outbox = outbox;
        this.server = server;
        this.id = id;
        this.identity = identity;
        this.connected = connected;
        lastSpoke = connected;
        setTags();
    }

    /// A registered client of another server of the net.
    ///
    /// @param id its [#id] there
    public static User elsewhere(String server, long id, Identity identity, Instant connected) {
        var user = new User(NoOutbox.INSTANCE, server, id, identity, connected);
        user.setRegistered();
        return user;
    }

    /// Whether the client is on another server of the net. Then nothing can be delivered from here.
    public boolean isElsewhere() {
        return outbox == NoOutbox.INSTANCE;
    }

    /// The server that the client is connected to.
    public String server() {
        return server;
    }

    /// Tells apart the users of one server, whatever their nicks.
    public long id() {
        return id;
    }

    /// Delivers a message.
    ///
    /// @return false if the client is gone or its outbox is full
    @Override
    public boolean deliver(EncodedMessage message) {
        var mine = message.forClientWith(capabilities);
        return mine == null || outbox.offer(mine);
    }

    /// Waits while the client catches up with what it was sent; see [Outbox].
    public void awaitRoom() {
        try {
            outbox.awaitRoom();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the server closes
        }
    }

    /// Tells the client why, and closes its connection after what waits for it has been sent. The
    /// thread that reads the client then ends the session.
    public void disconnect(String reason) {
        deliver(closingLine(reason));
        outbox.finish(reason);
    }

    /// The last line that the client gets.
    public EncodedMessage closingLine(String reason) {
        return closingLine(identity.host(), reason);
    }

    /// The only line that a client from this host gets if the server has no place for it.
    public static EncodedMessage closingLine(String host, String reason) {
        return new EncodedMessage(
                Message.of("ERROR", "Closing link: " + host + " (" + reason + ")"));
    }

    public Identity identity() {
        return identity;
    }

    public String nick() {
        return identity.nick();
    }

    public boolean hasNick() {
        return !nick().equals(NO_NICK);
    }

    /// Takes the nick from a client that is not registered.
    public void removeNick() {
        setNick(NO_NICK);
    }

    public synchronized void setNick(String nick) {
        var old = identity;
        identity = new Identity(nick, old.user(), old.host(), old.realName(), old.account());
    }

    public synchronized void setUser(String user, String realName) {
        var old = identity;
        identity = new Identity(old.nick(), user, old.host(), realName, old.account());
    }

    public synchronized void setRealName(String realName) {
        setUser(identity.user(), realName);
    }

    public synchronized void setHost(String host) {
        var old = identity;
        identity = new Identity(old.nick(), old.user(), host, old.realName(), old.account());
    }

    /// The client has logged in.
    public synchronized void setAccount(String account) {
        var old = identity;
        identity = new Identity(old.nick(), old.user(), old.host(), old.realName(), account);
        setTags();
    }

    private void setTags() {
        var all = new LinkedHashMap<String, String>();
        var account = identity.account();
        if (account != null) all.put("account", account);
        if (has(UserMode.BOT)) all.put("bot", "");
        tags = all.isEmpty() ? Map.of() : all;
    }

    /// The tags of every message of this user: the account, and whether it is a bot.
    public Map<String, String> tags() {
        return tags;
    }

    /// A message of this user, with the user's tags.
    public Message tagged(Message message) {
        return tags.isEmpty()
                ? message
                : new Message(tags, message.source(), message.command(), message.parameters());
    }

    /// `nick!user@host`, the source of this user's messages.
    public String source() {
        return identity.source();
    }

    public Memberships channels() {
        return channels;
    }

    public boolean isRegistered() {
        return registered;
    }

    public void setRegistered() {
        registered = true;
    }

    public boolean has(UserMode mode) {
        return modes.contains(mode);
    }

    /// Only the thread that reads the client calls this, or for a client elsewhere the net's.
    ///
    /// @return whether that made a difference
    public synchronized boolean set(UserMode mode, boolean on) {
        if (modes.contains(mode) == on) return false;
        var changed = EnumSet.noneOf(UserMode.class);
        changed.addAll(modes);
        if (on) {
            changed.add(mode);
        } else {
            changed.remove(mode);
        }
        modes = Set.copyOf(changed);
        setTags();
        return true;
    }

    public boolean has(Capability capability) {
        return capability.isIn(capabilities);
    }

    /// Bits of [Capability].
    public int capabilities() {
        return capabilities;
    }

    public void setCapabilities(int bits) {
        capabilities = bits;
    }

    /// Why the user is away, if they are.
    public Optional<String> away() {
        return Optional.ofNullable(away);
    }

    public void setAway(@Nullable String text) {
        away = text;
    }

    public Instant connected() {
        return connected;
    }

    public Instant lastSpoke() {
        return lastSpoke;
    }

    public void spoke() {
        lastSpoke = Instant.now();
    }

    @Override
    public String toString() {
        return nick() + "@" + identity.host();
    }
}
