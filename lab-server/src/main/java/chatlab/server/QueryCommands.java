package chatlab.server;

import chatlab.protocol.Mask;
import chatlab.protocol.Message;
import chatlab.protocol.Numeric;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Asking about users: WHO, WHOIS, ISON, USERHOST.
final class QueryCommands {
    private static final int MAX_USERHOST = 5;

    private QueryCommands() {}

    static void who(Session session, Message message) {
        var mask = message.optional(0).orElse("*");
        if (mask.startsWith("#")) {
            session.network()
                    .channel(mask)
                    .ifPresent(channel -> {
                        for (var member : channel.sessions()) {
                            if (isVisible(member, session)) {
                                whoReply(session, channel.name(), member);
                            }
                        }
                    });
        } else {
            var pattern = Mask.of(mask, Network.CASE);
            for (var other : session.network().sessions()) {
                boolean named = Network.CASE.fold(mask).equals(Network.CASE.fold(other.nick()));
                if (named || (pattern.matches(other.nick()) && isVisible(other, session))) {
                    whoReply(session, anyChannel(other), other);
                }
            }
        }
        session.reply(Numeric.RPL_ENDOFWHO, mask, "End of WHO list");
    }

    /// The invisible are seen by themselves and by those who share a channel with them.
    private static boolean isVisible(Session seen, Session viewer) {
        return !seen.isInvisible()
                || seen == viewer
                || seen.channels().stream().anyMatch(viewer::isIn);
    }

    private static String anyChannel(Session session) {
        return session.channels().stream().findFirst().map(Channel::name).orElse("*");
    }

    private static void whoReply(Session session, String channel, Session other) {
        session.reply(
                Numeric.RPL_WHOREPLY,
                channel,
                other.user(),
                other.host(),
                Network.SERVER,
                other.nick(),
                other.away().isPresent() ? "G" : "H",
                "0 " + other.realName());
    }

    static void whois(Session session, Message message) {
        if (message.parameters().isEmpty()) {
            session.reply(Numeric.ERR_NONICKNAMEGIVEN, "No nickname given");
            return;
        }
        var nick = message.parameters().getLast(); // WHOIS server nick, or WHOIS nick
        session.network()
                .session(nick)
                .ifPresentOrElse(
                        other -> describe(session, other),
                        () -> session.reply(Numeric.ERR_NOSUCHNICK, nick, "No such nick/channel"));
        session.reply(Numeric.RPL_ENDOFWHOIS, nick, "End of /WHOIS list");
    }

    private static void describe(Session session, Session other) {
        var nick = other.nick();
        session.reply(
                Numeric.RPL_WHOISUSER, nick, other.user(), other.host(), "*", other.realName());
        var channels =
                other.channels().stream().map(Channel::name).collect(Collectors.joining(" "));
        if (!channels.isEmpty()) session.reply(Numeric.RPL_WHOISCHANNELS, nick, channels);
        session.reply(Numeric.RPL_WHOISSERVER, nick, Network.SERVER, "Chat Lab");
        other.away().ifPresent(why -> session.reply(Numeric.RPL_AWAY, nick, why));
        session.reply(
                Numeric.RPL_WHOISIDLE,
                nick,
                Long.toString(Duration.between(other.lastSpoke(), Instant.now()).toSeconds()),
                Long.toString(other.connected().getEpochSecond()),
                "seconds idle, signon time");
    }

    static void ison(Session session, Message message) {
        var here =
                words(message)
                        .flatMap(nick -> session.network().session(nick).stream())
                        .map(Session::nick)
                        .collect(Collectors.joining(" "));
        session.reply(Numeric.RPL_ISON, here);
    }

    static void userhost(Session session, Message message) {
        var answers =
                words(message)
                        .limit(MAX_USERHOST)
                        .flatMap(nick -> session.network().session(nick).stream())
                        .map(other ->
                                "%s=%s%s@%s"
                                        .formatted(
                                                other.nick(),
                                                other.away().isPresent() ? "-" : "+",
                                                other.user(),
                                                other.host()))
                        .collect(Collectors.joining(" "));
        session.reply(Numeric.RPL_USERHOST, answers);
    }

    /// Nicks come as parameters, or as words of one parameter.
    private static Stream<String> words(Message message) {
        return message.parameters().stream()
                .map(parameter -> parameter.split(" ", -1))
                .map(Arrays::asList)
                .flatMap(List::stream)
                .filter(word -> !word.isEmpty());
    }
}
