package chatlab.server;

import chatlab.protocol.Message;
import chatlab.protocol.Numeric;

import java.util.Map;

/// The table of commands, and what holds for all of them.
final class Commands {
    /// What a session does on a command; runs on the thread that reads the session's connection.
    @FunctionalInterface
    interface Handler {
        void handle(Session session, Message message);
    }

    /// @param parameters how many it needs
    /// @param early whether it may come before registration is complete
    private record Command(int parameters, boolean early, Handler handler) {}

    private static final Map<String, Command> TABLE =
            Map.ofEntries(
                    Map.entry("CAP", early(1, RegistrationCommands::cap)),
                    Map.entry("PASS", early(1, RegistrationCommands::pass)),
                    Map.entry("NICK", early(0, RegistrationCommands::nick)),
                    Map.entry("USER", early(4, RegistrationCommands::user)),
                    Map.entry("PING", early(0, RegistrationCommands::ping)),
                    Map.entry("PONG", early(0, (_, _) -> {})),
                    Map.entry("QUIT", early(0, RegistrationCommands::quit)),
                    Map.entry("JOIN", late(1, ChannelCommands::join)),
                    Map.entry("PART", late(1, ChannelCommands::part)),
                    Map.entry("TOPIC", late(1, ChannelCommands::topic)),
                    Map.entry("NAMES", late(0, ChannelCommands::names)),
                    Map.entry("LIST", late(0, ChannelCommands::list)),
                    Map.entry("PRIVMSG", late(0, TalkCommands::privmsg)),
                    Map.entry("NOTICE", late(0, TalkCommands::notice)),
                    Map.entry("AWAY", late(0, TalkCommands::away)),
                    Map.entry("MODE", late(1, ModeCommands::mode)),
                    Map.entry("WHO", late(0, QueryCommands::who)),
                    Map.entry("WHOIS", late(0, QueryCommands::whois)),
                    Map.entry("ISON", late(1, QueryCommands::ison)),
                    Map.entry("USERHOST", late(1, QueryCommands::userhost)),
                    Map.entry("LUSERS", late(0, (session, _) -> Welcome.lusers(session))),
                    Map.entry("MOTD", late(0, (session, _) -> Welcome.motd(session))),
                    Map.entry("VERSION", late(0, (session, _) -> Welcome.version(session))));

    private Commands() {}

    static void handle(Session session, Message message) {
        var command = TABLE.get(message.command());
        if (command == null) {
            if (session.isRegistered()) {
                session.reply(Numeric.ERR_UNKNOWNCOMMAND, message.command(), "Unknown command");
            } else {
                session.reply(Numeric.ERR_NOTREGISTERED, "You have not registered");
            }
        } else if (!session.isRegistered() && !command.early()) {
            session.reply(Numeric.ERR_NOTREGISTERED, "You have not registered");
        } else if (message.parameters().size() < command.parameters()) {
            session.reply(Numeric.ERR_NEEDMOREPARAMS, message.command(), "Not enough parameters");
        } else {
            command.handler().handle(session, message);
        }
    }

    private static Command early(int parameters, Handler handler) {
        return new Command(parameters, true, handler);
    }

    private static Command late(int parameters, Handler handler) {
        return new Command(parameters, false, handler);
    }
}
