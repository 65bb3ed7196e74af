package chatlab.client;

import chatlab.protocol.CaseMapping;
import chatlab.protocol.Message;
import chatlab.protocol.Source;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Who we are, where we are and who else is there, as far as the server has told.
///
/// The thread that listens writes here; the thread that types reads, for its prompt and to complete
/// names. All methods are synchronized, so neither sees half a change of the other.
final class Roster {
    private static final String RANK_SIGNS = "~&@%+";

    /// The members of one channel, by the folded form of their nicks.
    private record Channel(String name, Map<String, String> nicks) {}

    private CaseMapping mapping = CaseMapping.ASCII;
    private String nick;

    /// Our channels, by the folded form of their names.
    private final Map<String, Channel> channels = new TreeMap<>();

    /// Where we talk: the one joined last.
    private @Nullable Channel current;

    Roster(String nick) {
        this.nick = nick;
    }

    synchronized String nick() {
        return nick;
    }

    /// Before the server has welcomed us, we choose.
    synchronized void callMe(String name) {
        nick = name;
    }

    /// A new connection: we are nowhere.
    synchronized void clear() {
        channels.clear();
        current = null;
    }

    synchronized boolean isMe(String name) {
        return mapping.fold(name).equals(mapping.fold(nick));
    }

    /// Where we talk; empty if we are in no channel.
    synchronized Optional<String> channel() {
        return Optional.ofNullable(current).map(Channel::name);
    }

    synchronized List<String> channels() {
        return channels.values().stream().map(Channel::name).toList();
    }

    /// Goes on talking in this channel if we are in it.
    synchronized boolean turnTo(String channel) {
        var found = channels.get(mapping.fold(channel));
        if (found != null) {
            current = found;
        }
        return found != null;
    }

    /// Who is where we talk, ourselves included.
    synchronized List<String> nicks() {
        return current == null ? List.of() : List.copyOf(current.nicks().values());
    }

    /// Takes in what the server says.
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
