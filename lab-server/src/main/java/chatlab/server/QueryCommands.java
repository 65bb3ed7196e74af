package chatlab.server;

import chatlab.protocol.Mask;
import chatlab.protocol.Message;
import chatlab.protocol.Numeric;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Asking about users: WHO, WHOIS, WHOWAS, ISON, USERHOST.
final class QueryCommands {
    private static final int MAX_USERHOST = 5;

    private QueryCommands() {}

    /// `WHO mask o` asks for operators of the server only.
    static void who(Session session, Message message) {
        var mask = message.optional(0).orElse("*");
        Predicate<Session> wanted =
                message.optional(1).orElse("").equals("o")
                        ? other -> other.has(UserMode.OPERATOR)
                        : _ -> true;
        if (mask.startsWith("#")) {
            session.network()
                    .channel(mask)
                    .filter(channel -> channel.isVisibleTo(session))
                    .ifPresent(channel -> whoIsIn(session, channel, wanted));
        } else {
            var pattern = Mask.of(mask, Network.CASE);
            for (var other : session.network().sessions()) {
                if (wanted.test(other) && isMeant(session, other, mask, pattern)) {
                    whoReply(session, sharedChannel(session, other), other);
                }
            }
        }
        session.reply(Numeric.RPL_ENDOFWHO, mask, "End of WHO list");
    }

    private static void whoIsIn(Session session, Channel channel, Predicate<Session> wanted) {
        for (var member : channel.sessions()) {
            if (wanted.test(member) && isVisible(member, session)) {
                whoReply(session, Optional.of(channel), member);
            }
        }
    }

    /// A nick in full finds even the invisible.
    private static boolean isMeant(Session session, Session other, String mask, Mask pattern) {
        boolean named = Network.CASE.fold(mask).equals(Network.CASE.fold(other.nick()));
        boolean matches =
                pattern.matches(other.nick())
                        || pattern.matches(other.user())
                        || pattern.matches(other.host());
        return named || (matches && isVisible(other, session));
    }

    /// The invisible are seen by themselves and by those who share a channel with them.
    static boolean isVisible(Session seen, Session viewer) {
        return !seen.has(UserMode.INVISIBLE)
                || seen == viewer
                || sharedChannel(viewer, seen).isPresent();
    }

    private static Optional<Channel> sharedChannel(Session viewer, Session seen) {
        return seen.channels().stream().filter(viewer::isIn).findFirst();
    }

    private static void whoReply(Session session, Optional<Channel> channel, Session other) {
        var flags =
                (other.away().isPresent() ? "G" : "H")
                        + (other.has(UserMode.OPERATOR) ? "*" : "")
                        + channel.map(in -> prefix(session, in, other)).orElse("");
        session.reply(
                Numeric.RPL_WHOREPLY,
                channel.map(Channel::name).orElse("*"),
                other.user(),
                other.host(),
                session.network().server(),
                other.nick(),
                flags,
                "0 " + other.realName());
    }

    private static String prefix(Session session, Channel channel, Session member) {
        return channel.rules().standing(member).prefix(session.has(Capability.MULTI_PREFIX));
    }

    static void whois(Session session, Message message) {
        var nick = // WHOIS server nick, or WHOIS nick
                message.parameters().isEmpty() ? "" : message.parameters().getLast();
        if (nick.isEmpty()) {
            session.reply(Numeric.ERR_NONICKNAMEGIVEN, "No nickname given");
            return;
        }
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
                other.channels().stream()
                        .filter(channel -> isShown(session, other, channel))
                        .map(channel -> prefix(session, channel, other) + channel.name())
                        .toList();
        session.replyWords(Numeric.RPL_WHOISCHANNELS, channels, nick);
        session.reply(
                Numeric.RPL_WHOISSERVER,
                nick,
                session.network().server(),
                session.network().description());
        if (other.has(UserMode.OPERATOR)) {
            session.reply(Numeric.RPL_WHOISOPERATOR, nick, "is an IRC operator");
        }
        if (session.network().config().tls().isPresent()) {
            session.reply(Numeric.RPL_WHOISSECURE, nick, "is using a secure connection");
        }
        other.away().ifPresent(why -> session.reply(Numeric.RPL_AWAY, nick, why));
        session.reply(
                Numeric.RPL_WHOISIDLE,
                nick,
                Long.toString(Duration.between(other.lastSpoke(), Instant.now()).toSeconds()),
                Long.toString(other.connected().getEpochSecond()),
                "seconds idle, signon time");
    }

    /// Of the invisible only the channels that both are in are shown.
    private static boolean isShown(Session viewer, Session other, Channel channel) {
        return viewer == other
                || viewer.isIn(channel)
                || (!other.has(UserMode.INVISIBLE) && channel.isVisibleTo(viewer));
    }

    /// Those who had a nick before, newest first; a count that is not positive means all.
    static void whowas(Session session, Message message) {
        var nick = message.optional(0).orElse("");
        if (nick.isEmpty()) {
            session.reply(Numeric.ERR_NONICKNAMEGIVEN, "No nickname given");
            return;
        }
        var count = message.optional(1).filter(text -> text.matches("[1-9]\\d{0,8}"));
        long most = count.map(Long::parseLong).orElse(Long.MAX_VALUE);
        var found = session.network().whowas().of(nick, most);
        if (found.isEmpty()) {
            session.reply(Numeric.ERR_WASNOSUCHNICK, nick, "There was no such nickname");
        }
        for (var was : found) {
            session.reply(
                    Numeric.RPL_WHOWASUSER,
                    was.nick(),
                    was.user(),
                    was.host(),
                    "*",
                    was.realName());
            session.reply(
                    Numeric.RPL_WHOISSERVER,
                    was.nick(),
                    session.network().server(),
                    was.until().toString());
        }
        session.reply(Numeric.RPL_ENDOFWHOWAS, nick, "End of WHOWAS");
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
                                "%s%s=%s%s@%s"
                                        .formatted(
                                                other.nick(),
                                                other.has(UserMode.OPERATOR) ? "*" : "",
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
