package chatlab.client.chat;

import chatlab.protocol.CaseMapping;
import chatlab.protocol.Message;
import chatlab.protocol.Source;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Our nick, our channels and their members, as the server has reported them.
///
/// The listener writes here; the typist reads, for its prompt and to complete names. All methods
/// are synchronized, so the typist never sees half a change.
final class Presence {
    private static final String RANK_SIGNS = "~&@%+";

    /// Longer than what servers usually allow: a user name of 20 bytes, a host of 63.
    private static final int MOST_USER_AND_HOST = "@".length() + 20 + 63;

    private static final int MOST_LISTED = 1000;

    /// The members of one channel, by the folded form of their nicks.
    private record Channel(String name, Map<String, String> nicks) {}

    private CaseMapping mapping = CaseMapping.ASCII;
    private String nick;

    /// Our channels, by the folded form of their names.
    private final Map<String, Channel> channels = new TreeMap<>();

    /// The channel that we talk in: the one joined or chosen last. Null after we were thrown out of
    /// it or not let into another, so that nothing is said to the wrong people.
    private @Nullable Channel current;

    /// The user name and host that the server puts after our nick; null until it has shown them.
    private @Nullable String userAndHost;

    /// The channels that `LIST` has shown, by the folded form of their names.
    private final Map<String, String> listed = new TreeMap<>();

    Presence(String nick) {
        this.nick = nick;
    }

    synchronized String nick() {
        return nick;
    }

    /// Sets our nick; we choose it until the server has welcomed us.
    synchronized void callMe(String name) {
        nick = name;
    }

    /// Leaves all channels: a new connection begins in none.
    synchronized void clear() {
        channels.clear();
        current = null;
    }

    synchronized boolean isMe(String name) {
        return mapping.fold(name).equals(mapping.fold(nick));
    }

    /// The channel that we talk in; empty if we are in none.
    synchronized Optional<String> channel() {
        return Optional.ofNullable(current).map(Channel::name);
    }

    /// Our channels.
    synchronized List<String> channels() {
        return channels.values().stream().map(Channel::name).toList();
    }

    /// The channels that we have heard of, ours included.
    synchronized Collection<String> knownChannels() {
        var known = new TreeMap<>(listed);
        channels.forEach((folded, channel) -> known.put(folded, channel.name()));
        return List.copyOf(known.values());
    }

    synchronized boolean isIn(String channel) {
        return channels.containsKey(mapping.fold(channel));
    }

    /// From now on we talk in no channel, until we join or choose one.
    synchronized void talkNowhere() {
        current = null;
    }

    /// How many bytes the server puts before our messages: `nick!user@host`. A safe guess until it
    /// has shown them.
    synchronized int sourceBytes() {
        int rest = userAndHost == null ? MOST_USER_AND_HOST : bytes(userAndHost);
        return bytes(nick) + "!".length() + rest;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// Makes this the channel that we talk in, if we are a member.
    ///
    /// @return whether we are
    synchronized boolean switchTo(String channel) {
        var found = channels.get(mapping.fold(channel));
        if (found != null) {
            current = found;
        }
        return found != null;
    }

    /// The members of the channel that we talk in, ourselves included.
    synchronized List<String> nicks() {
        return current == null ? List.of() : List.copyOf(current.nicks().values());
    }

    /// The members of all our channels, ourselves included.
    synchronized Collection<String> allNicks() {
        var all = new TreeMap<String, String>();
        channels.values().forEach(channel -> all.putAll(channel.nicks()));
        return List.copyOf(all.values());
    }

    /// Updates everything from a message of the server.
    synchronized void hear(Message message) {
        var source = Source.parse(message.source() == null ? "" : message.source());
        var from = source.nick();
        if (isMe(from) && source.user() != null && source.host() != null) {
            userAndHost = source.user() + "@" + source.host();
        }
        switch (message.command()) {
            case "001" -> nick = message.optional(0).orElse(nick);
            case "005" -> message.parameters().forEach(this::learn);
            case "322" -> list(message.optional(1).orElse(""));
            case "353" -> named(message.optional(2).orElse(""), message.optional(3).orElse(""));
            case "JOIN" -> joined(from, message.optional(0).orElse(""));
            case "PART" -> left(from, message.optional(0).orElse(""));
            case "KICK" -> kicked(message.optional(1).orElse(""), message.optional(0).orElse(""));
            case "QUIT" -> channels.values().forEach(channel -> remove(from, channel));
            case "NICK" -> renamed(from, message.optional(0).orElse(from));
            default -> {}
        }
    }

    private void learn(String token) {
        if (token.startsWith("CASEMAPPING=")) {
            CaseMapping.of(token.substring("CASEMAPPING=".length()))
                    .ifPresent(told -> mapping = told);
        }
    }

    private void named(String channel, String names) {
        var found = channels.get(mapping.fold(channel));
        if (found != null) {
            for (var name : names.split(" ", -1)) {
                add(name.replaceFirst("^[" + RANK_SIGNS + "]+", ""), found);
            }
        }
    }

    private void joined(String who, String channel) {
        if (isMe(who)) {
            current = new Channel(channel, new TreeMap<>());
            channels.put(mapping.fold(channel), current);
        }
        var found = channels.get(mapping.fold(channel));
        if (found != null) {
            add(who, found);
        }
    }

    private void left(String who, String channel) {
        var found = channels.get(mapping.fold(channel));
        if (found == null) {
            return;
        }
        remove(who, found);
        if (isMe(who)) {
            channels.remove(mapping.fold(channel));
            if (found == current) {
                current = channels.values().stream().findFirst().orElse(null);
            }
        }
    }

    /// A kick surprises us. What we were about to say must not go to another channel.
    private void kicked(String who, String channel) {
        boolean fromHere = current != null && current == channels.get(mapping.fold(channel));
        left(who, channel);
        if (fromHere && isMe(who)) {
            current = null;
        }
    }

    private void list(String channel) {
        if (listed.size() < MOST_LISTED && channel.length() > 1) {
            listed.put(mapping.fold(channel), channel);
        }
    }

    private void renamed(String from, String to) {
        for (var channel : channels.values()) {
            if (remove(from, channel)) {
                add(to, channel);
            }
        }
        if (isMe(from)) {
            nick = to;
        }
    }

    private void add(String who, Channel channel) {
        if (!who.isEmpty()) {
            channel.nicks().put(mapping.fold(who), who);
        }
    }

    private boolean remove(String who, Channel channel) {
        return channel.nicks().remove(mapping.fold(who)) != null;
    }
}
