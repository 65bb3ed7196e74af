package chatlab.server.delivery;

import chatlab.protocol.Message;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// A message as bytes, encoded once and shared by all its receivers. Immutable by agreement: nobody
/// writes into `bytes`.
///
/// Clients with capabilities get other forms: with the time, with tags, or with both. Each form is
/// encoded once, for the first client that needs it. Where nobody requested a capability, a
/// delivery costs two comparisons and allocates nothing.
public final class EncodedMessage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /// The messages of users have an id.
    private static final Set<String> SAID = Set.of("PRIVMSG", "NOTICE", "TAGMSG");

    private static final String RUN =
            Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    /// Atomic because any delivering thread may take an id. `RUN` before it makes the id unique.
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final Message message;
    private final byte[] bytes;

    /// The capabilities that a client must have to get this message.
    private final int needs;

    /// The form for clients with extended-join; null if it is the same.
    private final @Nullable EncodedMessage extended;

    /// The other forms; null until a client needs one. Guarded by the monitor, so that each form
    /// exists once.
    private @Nullable Forms forms;

    public EncodedMessage(Message message) {
        this(message, plain(message).encode(), 0, null);
    }

    private EncodedMessage(
            Message message, byte[] bytes, int needs, @Nullable EncodedMessage extended) {
        this.message = message;
        this.bytes = bytes;
        this.needs = needs;
        this.extended = extended;
    }

    /// A message only for clients with this capability.
    public static EncodedMessage onlyWith(Capability capability, Message message) {
        return new EncodedMessage(message, plain(message).encode(), capability.bit(), null);
    }

    /// A JOIN in its two forms.
    public static EncodedMessage join(Message message, Message extended) {
        return new EncodedMessage(message, message.encode(), 0, new EncodedMessage(extended));
    }

    /// The message with the tags that clients send to one another.
    public Message message() {
        return message;
    }

    public byte[] bytes() {
        return bytes;
    }

    int length() {
        return bytes.length;
    }

    /// The form of this message for a client with these capabilities; null if it must not get it.
    public @Nullable EncodedMessage forClientWith(int capabilities) {
        if ((capabilities & needs) != needs) return null;
        if (extended != null && Capability.EXTENDED_JOIN.isIn(capabilities)) {
            return extended.forClientWith(capabilities);
        }
        boolean time = Capability.SERVER_TIME.isIn(capabilities);
        boolean tags = Capability.MESSAGE_TAGS.isIn(capabilities);
        return time || tags ? form(time, tags) : this;
    }

    private synchronized EncodedMessage form(boolean time, boolean tags) {
        if (forms == null) forms = new Forms();
        return forms.get(time, tags);
    }

    /// The forms with tags. All have the same time, which is that of the first, and the same id.
    private final class Forms {
        private final String time = TIME.format(Instant.now());
        private final boolean said = SAID.contains(message.command());
        private final String id = said ? RUN + "-" + LAST_ID.incrementAndGet() : "";

        /// Time at 1, tags at 2, both at 3; null until a client needs it.
        private final @Nullable EncodedMessage[] encoded = new EncodedMessage[4];

        EncodedMessage get(boolean withTime, boolean withTags) {
            int index = (withTime ? 1 : 0) + (withTags ? 2 : 0);
            var form = encoded[index];
            if (form == null) {
                form = encode(withTime, withTags);
                encoded[index] = form;
            }
            return form;
        }

        private EncodedMessage encode(boolean withTime, boolean withTags) {
            var tags = new LinkedHashMap<String, String>();
            if (withTime) tags.put("time", time);
            if (withTags && said) tags.put("msgid", id);
            if (withTags) tags.putAll(message.tags());
            return new EncodedMessage(message, retagged(message, tags).encode(), 0, null);
        }
    }

    private static Message plain(Message message) {
        return message.tags().isEmpty() ? message : retagged(message, Map.of());
    }

    private static Message retagged(Message message, Map<String, String> tags) {
        return new Message(tags, message.source(), message.command(), message.parameters());
    }
}
