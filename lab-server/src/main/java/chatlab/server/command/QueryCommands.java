package chatlab.server.command;

import chatlab.protocol.Mask;
import chatlab.protocol.Message;
import chatlab.protocol.Names;
import chatlab.protocol.Numeric;
import chatlab.server.channel.Channel;
import chatlab.server.channel.User;
import chatlab.server.channel.UserMode;
import chatlab.server.delivery.Capability;
import chatlab.server.session.Session;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Questions about users: WHO, WHOIS, WHOWAS, ISON, USERHOST.
final class QueryCommands {
    private static final int MAX_USERHOST = 5;

    private QueryCommands() {}

    /// `WHO mask o` asks only for operators of the server; `WHO 0` for everybody. With [Whox], the
    /// answers have the fields that the client asks for.
    static void who(Session session, Message message) {
        var mask = message.optional(0).filter(word -> !word.equals("0")).orElse("*");
        var options = message.optional(1).orElse("");
        var fields = Whox.parse(options);
        Predicate<User> wanted =
                options.equals("o") || options.startsWith("o%")
                        ? other -> other.has(UserMode.OPERATOR)
                        : _ -> true;
        if (mask.startsWith("#")) {
            session.network()
                    .channel(mask)
                    .filter(channel -> channel.isVisibleTo(session.user()))
                    .ifPresent(channel -> whoIsIn(session, channel, wanted, fields));
        } else {
            var pattern = Mask.of(mask, Names.CASE);
            for (var other : session.network().users()) {
                if (wanted.test(other) && isMeant(session, other, mask, pattern)) {
                    whoReply(session, sharedChannel(session.user(), other), other, fields);
                }
            }
        }
        session.reply(Numeric.RPL_ENDOFWHO, mask, "End of WHO list");
    }

    private static void whoIsIn(
            Session session, Channel channel, Predicate<User> wanted, Optional<Whox> fields) {
        for (var member : channel.users()) {
            if (wanted.test(member) && isVisible(member, session.user())) {
                whoReply(session, Optional.of(channel), member, fields);
            }
        }
    }

    /// A full nick finds even an invisible user.
    private static boolean isMeant(Session session, User other, String mask, Mask pattern) {
        boolean named = Names.CASE.fold(mask).equals(Names.CASE.fold(other.nick()));
        boolean matches =
                pattern.matches(other.nick())
                        || pattern.matches(other.identity().user())
                        || pattern.matches(other.identity().host());
        return named || (matches && isVisible(other, session.user()));
    }

    /// Invisible users see themselves; others see them only if they share a channel.
    static boolean isVisible(User seen, User viewer) {
        return !seen.has(UserMode.INVISIBLE)
                || seen == viewer
                || sharedChannel(viewer, seen).isPresent();
    }

    private static Optional<Channel> sharedChannel(User viewer, User seen) {
        return seen.channels().all().stream().filter(viewer.channels()::contains).findFirst();
    }

    private static void whoReply(
            Session session, Optional<Channel> channel, User other, Optional<Whox> fields) {
        var flags =
                (other.away().isPresent() ? "G" : "H")
                        + (other.has(UserMode.OPERATOR) ? "*" : "")
                        + (other.has(UserMode.BOT) ? UserMode.BOT.letter() : "")
                        + channel.map(in -> prefix(session, in, other)).orElse("");
        if (fields.isPresent()) {
            fields.get().reply(session, channel, other, flags);
            return;
        }
        session.reply(
                Numeric.RPL_WHOREPLY,
                channel.map(Channel::name).orElse("*"),
                other.identity().user(),
                other.identity().host(),
                other.server(),
                other.nick(),
                flags,
                (other.isElsewhere() ? "1 " : "0 ") + other.identity().realName());
    }

    private static String prefix(Session session, Channel channel, User member) {
        return channel.rules().standing(member).prefix(session.user().has(Capability.MULTI_PREFIX));
    }

    static void whois(Session session, Message message) {
        var nick = // WHOIS server nick, or WHOIS nick
                message.parameters().isEmpty() ? "" : message.parameters().getLast();
        if (nick.isEmpty()) {
            session.reply(Numeric.ERR_NONICKNAMEGIVEN, "No nickname given");
            return;
        }
        session.network()
                .user(nick)
                .ifPresentOrElse(
                        other -> describe(session, other),
                        () -> session.reply(Numeric.ERR_NOSUCHNICK, nick, "No such nick/channel"));
        session.reply(Numeric.RPL_ENDOFWHOIS, nick, "End of /WHOIS list");
    }

    private static void describe(Session session, User other) {
        var nick = other.nick();
        session.reply(
                Numeric.RPL_WHOISUSER,
                nick,
                other.identity().user(),
                other.identity().host(),
                "*",
                other.identity().realName());
        var channels =
                other.channels().all().stream()
                        .filter(channel -> isShown(session.user(), other, channel))
                        .map(channel -> prefix(session, channel, other) + channel.name())
                        .toList();
        session.replyWords(Numeric.RPL_WHOISCHANNELS, channels, nick);
        session.reply(
                Numeric.RPL_WHOISSERVER, nick, other.server(), session.network().description());
        if (other.has(UserMode.OPERATOR)) {
            session.reply(Numeric.RPL_WHOISOPERATOR, nick, "is an IRC operator");
        }
        var account = other.identity().account();
        if (account != null) {
            session.reply(Numeric.RPL_WHOISACCOUNT, nick, account, "is logged in as");
        }
        if (other.has(UserMode.BOT)) session.reply(Numeric.RPL_WHOISBOT, nick, "is a bot");
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

    /// Of an invisible user's channels, only the shared ones are shown.
    private static boolean isShown(User viewer, User other, Channel channel) {
        return viewer == other
                || viewer.channels().contains(channel)
                || (!other.has(UserMode.INVISIBLE) && channel.isVisibleTo(viewer));
    }

    /// The users who had a nick before, newest first. A count that is not positive means all.
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
                    was.identity().nick(),
                    was.identity().user(),
                    was.identity().host(),
                    "*",
                    was.identity().realName());
            session.reply(
                    Numeric.RPL_WHOISSERVER,
                    was.identity().nick(),
                    session.network().server(),
                    was.until().toString());
        }
        session.reply(Numeric.RPL_ENDOFWHOWAS, nick, "End of WHOWAS");
    }

    static void ison(Session session, Message message) {
        var here =
                words(message)
                        .flatMap(nick -> session.network().user(nick).stream())
                        .map(User::nick)
                        .collect(Collectors.joining(" "));
        session.reply(Numeric.RPL_ISON, here);
    }

    static void userhost(Session session, Message message) {
        var answers =
                words(message)
                        .limit(MAX_USERHOST)
                        .flatMap(nick -> session.network().user(nick).stream())
                        .map(other ->
                                "%s%s=%s%s@%s"
                                        .formatted(
                                                other.nick(),
                                                other.has(UserMode.OPERATOR) ? "*" : "",
                                                other.away().isPresent() ? "-" : "+",
                                                other.identity().user(),
                                                other.identity().host()))
                        .collect(Collectors.joining(" "));
        session.reply(Numeric.RPL_USERHOST, answers);
    }

    /// The nicks are parameters, or words of one parameter.
    private static Stream<String> words(Message message) {
        return message.parameters().stream()
                .map(parameter -> parameter.split(" ", -1))
                .map(Arrays::asList)
                .flatMap(List::stream)
                .filter(word -> !word.isEmpty());
    }
}
