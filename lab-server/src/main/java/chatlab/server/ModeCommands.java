package chatlab.server;

import chatlab.protocol.Message;
import chatlab.protocol.Numeric;

/// MODE: the queries that clients send of their own accord, and the one user mode, `i`.
///
/// Channels have one mode that cannot be changed: `n`, nobody outside may speak in them.
final class ModeCommands {
    private ModeCommands() {}

    static void mode(Session session, Message message) {
        if (message.parameter(0).startsWith("#")) {
            channelMode(session, message);
        } else {
            userMode(session, message);
        }
    }

    private static void channelMode(Session session, Message message) {
        var found = session.network().channel(message.parameter(0));
        if (found.isEmpty()) {
            ChannelCommands.noSuchChannel(session, message.parameter(0));
            return;
        }
        var channel = found.get();
        var modes = message.optional(1).orElse("");
        if (modes.isEmpty()) {
            session.reply(Numeric.RPL_CHANNELMODEIS, channel.name(), "+n");
            session.reply(
                    Numeric.RPL_CREATIONTIME,
                    channel.name(),
                    Long.toString(channel.created().getEpochSecond()));
            return;
        }
        modes.codePoints()
                .filter(mode -> mode != '+' && mode != '-')
                .forEach(mode -> answer(session, channel, Character.toString(mode), message));
    }

    private static void answer(Session session, Channel channel, String mode, Message message) {
        boolean query = message.parameters().size() == 2;
        switch (mode) {
            case "b" -> {
                if (query) {
                    session.reply(
                            Numeric.RPL_ENDOFBANLIST, channel.name(), "End of channel ban list");
                } else {
                    notOperator(session, channel);
                }
            }
            case "n", "t", "m", "i", "k", "l", "o", "v" -> notOperator(session, channel);
            default -> session.reply(Numeric.ERR_UNKNOWNMODE, mode, "is unknown mode char to me");
        }
    }

    private static void notOperator(Session session, Channel channel) {
        session.reply(Numeric.ERR_CHANOPRIVSNEEDED, channel.name(), "You're not channel operator");
    }

    private static void userMode(Session session, Message message) {
        var nick = message.parameter(0);
        if (session.network().session(nick).isEmpty()) {
            session.reply(Numeric.ERR_NOSUCHNICK, nick, "No such nick/channel");
        } else if (!Network.CASE.fold(nick).equals(Network.CASE.fold(session.nick()))) {
            session.reply(Numeric.ERR_USERSDONTMATCH, "Cannot change mode for other users");
        } else if (message.optional(1).orElse("").isEmpty()) {
            session.reply(Numeric.RPL_UMODEIS, session.isInvisible() ? "+i" : "+");
        } else {
            change(session, message.parameter(1));
        }
    }

    private static void change(Session session, String modes) {
        boolean on = true;
        boolean unknown = false;
        boolean before = session.isInvisible();
        for (char mode : modes.toCharArray()) {
            switch (mode) {
                case '+' -> on = true;
                case '-' -> on = false;
                case 'i' -> session.setInvisible(on);
                default -> unknown = true;
            }
        }
        if (session.isInvisible() != before) {
            session.send(
                    Message.from(
                            session.source(),
                            "MODE",
                            session.nick(),
                            session.isInvisible() ? "+i" : "-i"));
        }
        if (unknown) session.reply(Numeric.ERR_UMODEUNKNOWNFLAG, "Unknown MODE flag");
    }
}
