package chatlab.server.delivery;

import chatlab.protocol.Message;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// A message as bytes, encoded once and shared by all its receivers. Immutable by agreement: nobody
/// writes into `bytes`.
///
/// Clients with capabilities get other forms: with the time, with tags, with the sender's account.
/// Each form is encoded once, for the first client that needs it. Where nobody requested a
/// capability, a delivery costs two comparisons and allocates nothing.
public final class EncodedMessage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /// The messages of users have an id.
    private static final Set<String> SAID = Set.of("PRIVMSG", "NOTICE", "TAGMSG");

    private static final String RUN =
            Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    /// Atomic because any delivering thread may take an id. `RUN` before it makes the id unique.
    private static final AtomicLong LAST_ID = new AtomicLong();

    /// The capabilities that decide which tags a client gets.
    private static final int TAGGED = Capability.SERVER_TIME.bit() | Capability.MESSAGE_TAGS.bit();

    private static final String ACCOUNT = "account";

    private final Message message;
    private final byte[] bytes;

    /// When this was created, in milliseconds.
    private final long created = System.currentTimeMillis();

    /// The capabilities that a client must have to get this message.
    private final int needs;

    /// The form for clients with extended-join; null if it is the same.
    private final @Nullable EncodedMessage extended;

    /// The id of a user's message; null until somebody needs it. Guarded by the monitor, so that
    /// there is one.
    private @Nullable String id;

    /// The capabilities for which there are other forms.
    private final int tagged;

    /// The other forms, by the capabilities in `tagged`; null until a client needs one. Guarded by
    /// the monitor, so that each form exists once.
    private @Nullable Map<Integer, EncodedMessage> forms;

    public EncodedMessage(Message message) {
        this(message, 0, null);
    }

    private EncodedMessage(Message message, int needs, @Nullable EncodedMessage extended) {
        this(message, plain(message).encode(), needs, extended);
    }

    private EncodedMessage(
            Message message, byte[] bytes, int needs, @Nullable EncodedMessage extended) {
        this.message = message;
        this.bytes = bytes;
        this.needs = needs;
        this.extended = extended;
        tagged =
                message.tags().containsKey(ACCOUNT)
                        ? TAGGED | Capability.ACCOUNT_TAG.bit()
                        : TAGGED;
    }

    /// A message only for clients with this capability.
    public static EncodedMessage onlyWith(Capability capability, Message message) {
        return new EncodedMessage(message, capability.bit(), null);
    }

    /// A JOIN in its two forms.
    public static EncodedMessage join(Message message, Message extended) {
        return new EncodedMessage(message, 0, new EncodedMessage(extended));
    }

    /// The message with the tags that it was created with.
    public Message message() {
        return message;
    }

    /// The message with all its tags, among them the time and the id: as it is for ever.
    public Message stamped() {
        return retagged(message, tagsFor(~0));
    }

    public byte[] bytes() {
        return bytes;
    }

    int length() {
        return bytes.length;
    }

    /// When it was said, to the millisecond.
    public Instant time() {
        var given = message.tags().get("time");
        return given == null ? Instant.ofEpochMilli(created) : Instant.parse(given);
    }

    /// A time as tags and commands show it.
    public static String format(Instant time) {
        return TIME.format(time);
    }

    /// Whether this is the message that clients know by this id.
    public synchronized boolean hasId(String wanted) {
        return wanted.equals(id) || wanted.equals(message.tags().get("msgid"));
    }

    /// The form of this message for a client with these capabilities; null if it must not get it.
    public @Nullable EncodedMessage forClientWith(int capabilities) {
        if ((capabilities & needs) != needs) return null;
        if (extended != null && Capability.EXTENDED_JOIN.isIn(capabilities)) {
            return extended.forClientWith(capabilities);
        }
        int wanted = capabilities & tagged;
        return wanted == 0 ? this : form(wanted);
    }

    private synchronized EncodedMessage form(int wanted) {
        if (forms == null) forms = new HashMap<>(4);
        var form = forms.get(wanted);
        if (form == null) {
            form = encoded(tagsFor(wanted));
            forms.put(wanted, form);
        }
        return form;
    }

    /// Forgets the forms that clients have got. Whoever needs one again encodes it again.
    public synchronized void forgetForms() {
        forms = null;
    }

    /// The form for one client with these capabilities, with more tags, such as the name of a
    /// batch.
    public EncodedMessage taggedFor(int capabilities, Map<String, String> more) {
        if (extended != null && Capability.EXTENDED_JOIN.isIn(capabilities)) {
            return extended.taggedFor(capabilities, more);
        }
        var tags = tagsFor(capabilities);
        tags.putAll(more);
        return encoded(tags);
    }

    private EncodedMessage encoded(Map<String, String> tags) {
        return new EncodedMessage(message, retagged(message, tags).encode(), 0, null);
    }

    private Map<String, String> tagsFor(int capabilities) {
        var tags = new LinkedHashMap<String, String>();
        if (Capability.SERVER_TIME.isIn(capabilities)) tags.put("time", format(time()));
        if (Capability.MESSAGE_TAGS.isIn(capabilities) && SAID.contains(message.command())) {
            tags.put("msgid", id());
        }
        message.tags()
                .forEach((name, value) -> {
                    if (goesTo(capabilities, name)) tags.put(name, value);
                });
        return tags;
    }

    private static boolean goesTo(int capabilities, String tag) {
        return switch (tag) {
            case "time" -> Capability.SERVER_TIME.isIn(capabilities);
            case ACCOUNT -> Capability.ACCOUNT_TAG.isIn(capabilities);
            default -> Capability.MESSAGE_TAGS.isIn(capabilities);
        };
    }

    private synchronized String id() {
        if (id == null) id = message.tags().get("msgid");
        if (id == null) id = RUN + "-" + LAST_ID.incrementAndGet();
        return id;
    }

    private static Message plain(Message message) {
        return message.tags().isEmpty() ? message : retagged(message, Map.of());
    }

    private static Message retagged(Message message, Map<String, String> tags) {
        return new Message(tags, message.source(), message.command(), message.parameters());
    }
}
