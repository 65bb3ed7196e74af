package chatlab.client.chat;

import chatlab.protocol.CaseMapping;
import chatlab.protocol.Message;
import chatlab.protocol.Source;

import org.jspecify.annotations.Nullable;

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

    /// The members of one channel, by the folded form of their nicks.
    private record Channel(String name, Map<String, String> nicks) {}

    private CaseMapping mapping = CaseMapping.ASCII;
    private String nick;

    /// Our channels, by the folded form of their names.
    private final Map<String, Channel> channels = new TreeMap<>();

    /// The channel that we talk in: the one joined or chosen last.
    private @Nullable Channel current;

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

    synchronized List<String> channels() {
        return channels.values().stream().map(Channel::name).toList();
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

    /// Updates everything from a message of the server.
    synchronized void hear(Message message) {
        var from = message.source() == null ? "" : Source.parse(message.source()).nick();
        switch (message.command()) {
            case "001" -> nick = message.optional(0).orElse(nick);
            case "005" -> message.parameters().forEach(this::learn);
            case "353" -> named(message.optional(2).orElse(""), message.optional(3).orElse(""));
            case "JOIN" -> joined(from, message.optional(0).orElse(""));
            case "PART" -> left(from, message.optional(0).orElse(""));
            case "KICK" -> left(message.optional(1).orElse(""), message.optional(0).orElse(""));
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
