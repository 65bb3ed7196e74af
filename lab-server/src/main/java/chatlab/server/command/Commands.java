package chatlab.server.command;

import chatlab.protocol.LineDecoder.Line;
import chatlab.protocol.Message;
import chatlab.protocol.Numeric;
import chatlab.protocol.Parsed;
import chatlab.server.delivery.Capability;
import chatlab.server.limits.Limits;
import chatlab.server.session.Session;
import chatlab.server.watch.Printable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The table of commands, and the checks that all of them share.
public final class Commands {
    /// Handles one command. Runs on the thread that reads the client.
    @FunctionalInterface
    interface Handler {
        void handle(Session session, Message message);
    }

    /// @param parameters how many it needs
    /// @param early whether a client may send it before it is registered
    /// @param help its syntax and meaning, for HELP
    private record Command(int parameters, boolean early, Handler handler, String help) {}

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final SortedMap<String, Command> TABLE = new TreeMap<>();

    static {
        early("CAP", 1, CapCommands::cap, "LS|LIST|REQ|END: ask for extensions of the protocol");
        early(
                "AUTHENTICATE",
                1,
                SaslCommand::authenticate,
                "PLAIN|EXTERNAL|*|<Base64>: log in to your account");
        early("PASS", 1, RegistrationCommands::pass, "<password>: before NICK and USER");
        early("NICK", 0, RegistrationCommands::nick, "<nick>: choose your nick");
        early("USER", 4, RegistrationCommands::user, "<user> 0 * :<real name>: who you are");
        early("PING", 0, RegistrationCommands::ping, "<token>: the server answers with PONG");
        early("PONG", 0, (_, _) -> {}, "<token>: answers a PING");
        early("QUIT", 0, RegistrationCommands::quit, "[:<reason>]: leave the server");
        late("SETNAME", 1, RegistrationCommands::setname, ":<real name>: change it");
        late("JOIN", 1, MembershipCommands::join, "<#channel>{,<#channel>} [<key>{,<key>}]");
        late("PART", 1, MembershipCommands::part, "<#channel>{,<#channel>} [:<reason>]");
        late("KICK", 2, MembershipCommands::kick, "<#channel> <nick>{,<nick>} [:<comment>]");
        late("INVITE", 0, MembershipCommands::invite, "[<nick> <#channel>]: invite a user");
        late("TOPIC", 1, ChannelCommands::topic, "<#channel> [:<text>]: show or set the topic");
        late("NAMES", 0, ChannelCommands::names, "<#channel>{,<#channel>}: who is there");
        late("LIST", 0, ChannelCommands::list, "[<#channel>|<mask>|<condition>]{,...}");
        late("MODE", 1, ModeCommands::mode, "<#channel>|<nick> [<modes> {<parameter>}]");
        late("PRIVMSG", 0, TalkCommands::privmsg, "<#channel>|<nick>{,...} :<text>");
        late(
                "NOTICE",
                0,
                TalkCommands::notice,
                "<#channel>|<nick>{,...} :<text>: a message without an answer");
        late("TAGMSG", 1, TalkCommands::tagmsg, "<#channel>|<nick>{,...}: tags without a text");
        late(
                "CHATHISTORY",
                0,
                HistoryCommand::chathistory,
                "LATEST|BEFORE|AFTER|AROUND|BETWEEN|TARGETS ...: what was said before");
        late("AWAY", 0, TalkCommands::away, "[:<text>]: you are away, or back again");
        late(
                "WHO",
                0,
                QueryCommands::who,
                "<#channel>|<mask> [o][%<fields>]: users, or operators only");
        late("WHOIS", 0, QueryCommands::whois, "<nick>: everything about one user");
        late("WHOWAS", 0, QueryCommands::whowas, "<nick> [<count>]: who had this nick before");
        late("ISON", 1, QueryCommands::ison, "<nick>{ <nick>}: which of them are here");
        late("USERHOST", 1, QueryCommands::userhost, "<nick>{ <nick>}: where they connect from");
        late(
                "MONITOR",
                1,
                MonitorCommand::monitor,
                "+|-|C|L|S [<nick>{,<nick>}]: who comes and goes");
        late("OPER", 2, OperatorCommands::oper, "<name> <password>: become operator");
        late("KILL", 1, OperatorCommands::kill, "<nick> [:<comment>]: for operators");
        late("CHGHOST", 2, OperatorCommands::chghost, "<nick> <host>: for operators");
        late("WALLOPS", 1, OperatorCommands::wallops, ":<text>: for operators");
        late("LUSERS", 0, (session, _) -> Welcome.lusers(session), "how many users there are");
        late("HELP", 0, HelpCommand::help, "[<command>]: this help");
        late("HELPOP", 0, HelpCommand::help, "the same as HELP");
        late("STATS", 1, ServerQueries::stats, "u: how long the server has been up");
        server("ADMIN", ServerQueries::admin, "who runs the server");
        server("INFO", ServerQueries::info, "what the server is");
        server("LINKS", ServerQueries::links, "the servers of the network");
        server("MOTD", (session, _) -> Welcome.motd(session), "the message of the day");
        server("TIME", ServerQueries::time, "the time on the server");
        server("VERSION", ServerQueries::version, "its version and what it supports");
    }

    /// The most characters of a line that is not IRC in the answer to it.
    private static final int SHOWN = 60;

    private Commands() {}

    /// Handles one line from a client. Only the thread that reads the client calls this. A bug in a
    /// command ends this session and no other.
    public static void handle(Session session, Line line) {
        try {
            switch (line) {
                case Line.TooLong _ -> tooLong(session);
                case Line.Text(var text, _) when hasLongTags(text) -> tooLong(session);
                case Line.Text(var text, _) when Newcomer.isHttp(session, text) ->
                        session.quit("This port speaks IRC, not HTTP; try lab client");
                case Line.Text(var text, var isUtf8) -> {
                    switch (Message.parse(text)) {
                        case Message message -> handle(session, message, isUtf8);
                        case Parsed.Blank _ -> {}
                        case Parsed.Malformed malformed -> malformed(session, malformed);
                    }
                }
            }
        } catch (RuntimeException | Error e) {
            LOG.error("a bug ends the session of {}", session.user(), e);
            session.quit("Internal error");
        }
    }

    /// A line that holds no command. What is printed of it cannot break the answer's line.
    private static void malformed(Session session, Parsed.Malformed line) {
        LOG.debug("{} sent a malformed line: {}", session.user(), line.reason());
        if (session.user().isRegistered()) {
            session.reply(
                    Numeric.ERR_UNKNOWNCOMMAND,
                    Limits.cut(Printable.of(line.line().strip()), SHOWN),
                    "Unknown command: " + line.reason());
        } else {
            Newcomer.hint(session);
        }
    }

    private static void tooLong(Session session) {
        session.reply(Numeric.ERR_INPUTTOOLONG, "Input line was too long");
    }

    /// The decoder accepts the tags that servers may send. Clients may send about half as much.
    private static boolean hasLongTags(String line) {
        if (!line.startsWith("@")) return false;
        var tags = line.substring(0, line.indexOf(' ') + 1);
        return tags.getBytes(StandardCharsets.UTF_8).length > Limits.CLIENT_TAGS;
    }

    private static void handle(Session session, Message message, boolean isUtf8) {
        var label = message.tags().get("label");
        if (label != null && isLabel(session, label)) {
            session.handleLabeled(label, () -> handleChecked(session, message, isUtf8));
        } else {
            handleChecked(session, message, isUtf8);
        }
    }

    private static boolean isLabel(Session session, String label) {
        return session.user().has(Capability.LABELED_RESPONSE)
                && session.user().has(Capability.BATCH)
                && !label.isEmpty()
                && label.getBytes(StandardCharsets.UTF_8).length <= Limits.LABEL;
    }

    private static void handleChecked(Session session, Message message, boolean isUtf8) {
        if (!isUtf8) {
            session.warn(
                    message.command(),
                    "INVALID_UTF8",
                    "Your message is not UTF-8, so some characters of it are lost; set your client"
                            + " to UTF-8");
        }
        handle(session, message);
    }

    private static void handle(Session session, Message message) {
        var command = TABLE.get(message.command());
        if (!session.user().isRegistered() && (command == null || !command.early())) {
            session.reply(Numeric.ERR_NOTREGISTERED, "You have not registered");
            Newcomer.hint(session);
        } else if (command == null) {
            unknown(session, message);
        } else if (message.parameters().size() < command.parameters()) {
            needMoreParameters(session, message.command());
        } else {
            command.handler().handle(session, message);
        }
    }

    static void unknown(Session session, Message message) {
        session.reply(Numeric.ERR_UNKNOWNCOMMAND, message.command(), "Unknown command");
    }

    static void needMoreParameters(Session session, String command) {
        session.reply(Numeric.ERR_NEEDMOREPARAMS, command, "Not enough parameters");
    }

    /// All commands, in alphabetical order.
    static Iterable<String> names() {
        return TABLE.keySet();
    }

    static Optional<String> help(String name) {
        return Optional.ofNullable(TABLE.get(name)).map(command -> name + " " + command.help());
    }

    private static void early(String name, int parameters, Handler handler, String help) {
        TABLE.put(name, new Command(parameters, true, handler, help));
    }

    private static void late(String name, int parameters, Handler handler, String help) {
        TABLE.put(name, new Command(parameters, false, handler, help));
    }

    private static void server(String name, Handler handler, String help) {
        late(name, 0, ServerQueries.ofThisServer(handler), "[<server>]: " + help);
    }
}
