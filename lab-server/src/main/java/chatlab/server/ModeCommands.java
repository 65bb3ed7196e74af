package chatlab.server;

import chatlab.protocol.Message;
import chatlab.protocol.Numeric;

import java.util.ArrayList;
import java.util.List;

/// MODE: of a channel, for which see [ChannelModeCommand], or one's own.
final class ModeCommands {
    private ModeCommands() {}

    static void mode(Session session, Message message) {
        if (message.parameter(0).startsWith("#")) {
            ChannelModeCommand.mode(session, message);
        } else {
            userMode(session, message);
        }
    }

    private static void userMode(Session session, Message message) {
        var nick = message.parameter(0);
        if (session.network().session(nick).isEmpty()) {
            session.reply(Numeric.ERR_NOSUCHNICK, nick, "No such nick/channel");
        } else if (!Network.CASE.fold(nick).equals(Network.CASE.fold(session.nick()))) {
            session.reply(Numeric.ERR_USERSDONTMATCH, "Cant change mode for other users");
        } else if (message.optional(1).orElse("").isEmpty()) {
            session.reply(Numeric.RPL_UMODEIS, letters(session));
        } else {
            change(session, message.parameter(1));
        }
    }

    private static String letters(Session session) {
        var letters = new StringBuilder("+");
        for (var mode : UserMode.values()) {
            if (session.has(mode)) letters.append(mode.letter());
        }
        return letters.toString();
    }

    private static void change(Session session, String letters) {
        boolean on = true;
        boolean unknown = false;
        var changes = new ArrayList<ModeChange>();
        for (char letter : letters.toCharArray()) {
            var mode = UserMode.of(letter);
            if (letter == '+' || letter == '-') {
                on = letter == '+';
            } else if (mode.isEmpty()) {
                unknown = true;
            } else if (set(session, mode.get(), on)) {
                changes.add(new ModeChange(on, letter, null));
            }
        }
        tell(session, changes);
        if (unknown) session.reply(Numeric.ERR_UMODEUNKNOWNFLAG, "Unknown MODE flag");
    }

    /// OPER alone makes an operator.
    private static boolean set(Session session, UserMode mode, boolean on) {
        if (session.has(mode) == on || (mode == UserMode.OPERATOR && on)) return false;
        session.set(mode, on);
        return true;
    }

    /// Tells a user what has changed of their own modes.
    static void tell(Session session, List<ModeChange> changes) {
        ModeChange.messages(session.source(), session.nick(), changes).forEach(session::send);
    }
}
