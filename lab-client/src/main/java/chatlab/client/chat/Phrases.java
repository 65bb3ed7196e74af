package chatlab.client.chat;

import chatlab.protocol.Message;
import chatlab.protocol.Numeric;
import chatlab.protocol.Source;
import chatlab.terminal.Paint;
import chatlab.terminal.RoughTime;
import chatlab.terminal.SafeText;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Words the server's messages for a person: one line each, or none.
///
/// All text from outside passes through [SafeText] before anything else happens to it, so no phrase
/// can forget to.
final class Phrases {
    /// The colors of nicks, as parameters of SGR: those that are legible on black and on white.
    private static final List<String> NICK_COLORS =
            List.of("31", "32", "33", "34", "35", "36", "91", "92", "94", "95", "96");

    /// The prompt while there is no connection.
    static final String OFFLINE = "offline> ";

    private final Presence presence;
    private final Paint paint;

    /// A message whose parts are safe to show.
    ///
    /// @param nick the sender's nick, or the server's name
    /// @param text the last parameter, or an empty text
    private record Heard(String nick, List<String> parameters, String text) {
        static Heard of(Message message) {
            var source = message.source() == null ? "" : message.source();
            var parameters = message.parameters().stream().map(SafeText::of).toList();
            return new Heard(
                    SafeText.of(Source.parse(source).nick()),
                    parameters,
                    parameters.isEmpty() ? "" : parameters.getLast());
        }

        String parameter(int index) {
            return index < parameters.size() ? parameters.get(index) : "";
        }

        /// All parameters from this index on, joined to one text.
        String from(int index) {
            return parameters.stream().skip(index).collect(Collectors.joining(" "));
        }

        /// A reply's subject and text, such as `bob: Nickname is already in use`.
        String aboutItsSubject() {
            var subject =
                    parameters.stream()
                            .limit(Math.max(1, parameters.size() - 1))
                            .skip(1)
                            .collect(Collectors.joining(" "));
            return subject.isEmpty() ? text : subject + ": " + text;
        }

        /// The parameter at this index as a reason in parentheses; empty if there is none.
        String reason(int index) {
            var reason = parameter(index);
            return reason.isEmpty() ? "" : " (" + reason + ")";
        }
    }

    Phrases(Presence presence, Paint paint) {
        this.presence = presence;
        this.paint = paint;
    }

    /// The line for our own message to a channel.
    String said(String channel, String text) {
        return talk(presence.nick(), channel, SafeText.of(text));
    }

    /// The line for what we do.
    String acted(String channel, String text) {
        return deed(presence.nick(), channel, SafeText.of(text));
    }

    /// What stands before the line that is being typed: the channel that it goes to.
    String prompt() {
        return SafeText.of(presence.channel().orElse("nowhere")) + "> ";
    }

    /// Which channel we talk in, as a sentence.
    String place() {
        return presence.channel()
                .map(channel -> "You talk in " + SafeText.of(channel) + " now.")
                .orElse("You talk in no channel now.");
    }

    /// The line for our own message to one person.
    String told(String nick, String text) {
        return "%s to %s: %s"
                .formatted(colored(presence.nick()), colored(SafeText.of(nick)), SafeText.of(text));
    }

    /// A note from the client itself.
    String remark(String text) {
        return paint.faint("* " + text);
    }

    /// A note that something went wrong.
    String complaint(String text) {
        return paint.bad("! " + text);
    }

    /// The line for a message of the server; empty if nobody needs to see it.
    Optional<String> heard(Message message) {
        var heard = Heard.of(message);
        return switch (message.command()) {
            case "PRIVMSG" -> Optional.of(privmsg(message, heard));
            case "NOTICE" -> Optional.of("-%s- %s".formatted(colored(heard.nick()), heard.text()));
            case "JOIN" -> event(heard, "joined " + heard.parameter(0));
            case "PART" -> event(heard, "left " + heard.parameter(0) + heard.reason(1));
            case "QUIT" -> event(heard, "quit" + heard.reason(0));
            case "NICK" -> event(heard, "is now " + heard.parameter(0));
            case "TOPIC" -> event(heard, topicChange(heard));
            case "KICK" ->
                    event(
                            heard,
                            "kicked %s out of %s%s"
                                    .formatted(
                                            heard.parameter(1),
                                            heard.parameter(0),
                                            heard.reason(2)));
            case "MODE" -> event(heard, "set mode " + heard.from(0));
            case "INVITE" -> event(heard, "invites you to " + heard.text());
            case "ERROR" -> Optional.of(complaint("The server says: " + heard.text()));
            case "PING", "PONG", "CAP" -> Optional.empty();
            default ->
                    Numeric.of(message.command())
                            .map(numeric -> reply(numeric, heard))
                            .orElseGet(() -> Optional.of(remark(heard.from(0))));
        };
    }

    private String privmsg(Message message, Heard heard) {
        var target = heard.parameter(0);
        var action = Action.in(message.optional(1).orElse(""));
        if (action.isPresent()) {
            return deed(heard.nick(), target, SafeText.of(action.get()));
        }
        return presence.isMe(target)
                ? "%s to you: %s".formatted(colored(heard.nick()), heard.text())
                : talk(heard.nick(), target, heard.text());
    }

    private String talk(String nick, String channel, String text) {
        return elsewhere(channel) + "<" + colored(nick) + "> " + text;
    }

    private String deed(String nick, String channel, String text) {
        return elsewhere(presence.isMe(channel) ? "to you:" : channel)
                + "* "
                + colored(nick)
                + " "
                + text;
    }

    /// The channel, unless we talk in it.
    private String elsewhere(String channel) {
        boolean here = presence.channel().map(channel::equalsIgnoreCase).orElse(false);
        return here ? "" : channel + " ";
    }

    private Optional<String> event(Heard heard, String action) {
        return Optional.of(remark(heard.nick() + " " + action));
    }

    private static String topicChange(Heard heard) {
        return heard.parameter(1).isEmpty()
                ? "removed the topic of %s".formatted(heard.parameter(0))
                : "set the topic of %s: %s".formatted(heard.parameter(0), heard.text());
    }

    /// Parameter 0 of a reply is our own nick.
    private Optional<String> reply(Numeric numeric, Heard heard) {
        var about = heard.parameter(1);
        var phrase =
                switch (numeric) {
                    case RPL_WELCOME, RPL_NOWAWAY, RPL_UNAWAY -> heard.text();
                    case RPL_MOTD -> heard.text().replaceFirst("^- ?", "");
                    case RPL_TOPIC -> "The topic of %s: %s".formatted(about, heard.text());
                    case RPL_NOTOPIC -> about + " has no topic.";
                    case RPL_NAMREPLY ->
                            "In %s: %s".formatted(heard.parameter(2), heard.text().strip());
                    case RPL_WHOREPLY -> who(heard);
                    case RPL_WHOISUSER ->
                            "%s is %s@%s (%s)"
                                    .formatted(
                                            about,
                                            heard.parameter(2),
                                            heard.parameter(3),
                                            heard.text());
                    case RPL_WHOISCHANNELS -> "%s is in %s".formatted(about, heard.text().strip());
                    case RPL_WHOISSERVER ->
                            "%s uses the server %s (%s)"
                                    .formatted(about, heard.parameter(2), heard.text());
                    case RPL_WHOISIDLE -> idle(heard);
                    case RPL_WHOISOPERATOR, RPL_WHOISSECURE -> about + " " + heard.text();
                    case RPL_AWAY -> "%s is away: %s".formatted(about, heard.text());
                    case RPL_INVITING ->
                            "You have invited %s to %s".formatted(about, heard.parameter(2));
                    case RPL_LIST -> listed(about, heard.parameter(2), heard.text());
                    case RPL_UMODEIS -> "Your modes: " + heard.from(1);
                    case RPL_CHANNELMODEIS -> "The modes of %s: %s".formatted(about, heard.from(2));
                    case RPL_BANLIST -> "%s bans %s".formatted(about, heard.parameter(2));
                    case RPL_LISTEND, RPL_ENDOFBANLIST -> "That is all.";
                    case RPL_YOURHOST,
                            RPL_CREATED,
                            RPL_MYINFO,
                            RPL_ISUPPORT,
                            RPL_LUSERCLIENT,
                            RPL_LUSEROP,
                            RPL_LUSERUNKNOWN,
                            RPL_LUSERCHANNELS,
                            RPL_LUSERME,
                            RPL_LOCALUSERS,
                            RPL_GLOBALUSERS,
                            RPL_MOTDSTART,
                            RPL_ENDOFMOTD,
                            RPL_ENDOFNAMES,
                            RPL_ENDOFWHO,
                            RPL_ENDOFWHOIS,
                            RPL_LISTSTART,
                            RPL_TOPICWHOTIME,
                            RPL_CREATIONTIME,
                            ERR_NOMOTD ->
                            "";
                    default -> heard.aboutItsSubject();
                };
        if (phrase.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(numeric.name().startsWith("ERR_") ? complaint(phrase) : remark(phrase));
    }

    /// `352 me #lab user host server nick H :0 real name`
    private static String who(Heard heard) {
        return "%s is %s@%s (%s), in %s"
                .formatted(
                        heard.parameter(5),
                        heard.parameter(2),
                        heard.parameter(3),
                        heard.text().replaceFirst("^\\d+ ", ""),
                        heard.parameter(1));
    }

    /// `317 me bob 312 1764423168 :seconds idle, signon time`
    private static String idle(Heard heard) {
        var seconds = heard.parameter(2);
        return seconds.matches("\\d{1,9}")
                ? "%s has said nothing for %s"
                        .formatted(
                                heard.parameter(1),
                                RoughTime.of(Duration.ofSeconds(Long.parseLong(seconds))))
                : heard.aboutItsSubject();
    }

    private static String listed(String channel, String members, String topic) {
        return "%s, %s member%s%s"
                .formatted(
                        channel,
                        members,
                        members.equals("1") ? "" : "s",
                        topic.isEmpty() ? "" : ": " + topic);
    }

    private String colored(String nick) {
        var color = NICK_COLORS.get(Math.floorMod(nick.hashCode(), NICK_COLORS.size()));
        return paint.in(color, nick);
    }
}
