package chatlab.server.command;

import chatlab.protocol.Message;
import chatlab.protocol.Names;
import chatlab.protocol.Numeric;
import chatlab.server.channel.ModeChange;
import chatlab.server.channel.UserMode;
import chatlab.server.session.Session;

import java.util.ArrayList;
import java.util.List;

/// MODE: the user's own modes. For those of a channel see [ChannelModeCommand].
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
        if (session.network().user(nick).isEmpty()) {
            session.reply(Numeric.ERR_NOSUCHNICK, nick, "No such nick/channel");
        } else if (!Names.CASE.fold(nick).equals(Names.CASE.fold(session.user().nick()))) {
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
            if (session.user().has(mode)) letters.append(mode.letter());
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
            } else if (!(mode.get() == UserMode.OPERATOR && on) // only OPER makes an operator
                    && set(session, mode.get(), on)) {
                changes.add(new ModeChange(on, letter, null));
            }
        }
        tell(session, changes);
        if (unknown) session.reply(Numeric.ERR_UMODEUNKNOWNFLAG, "Unknown MODE flag");
    }

    /// Sets a mode and counts it; returns whether that made a difference.
    static boolean set(Session session, UserMode mode, boolean on) {
        boolean changed = session.user().set(mode, on);
        if (changed) session.network().census().changed(mode, on);
        return changed;
    }

    /// Tells users which of their own modes have changed.
    static void tell(Session session, List<ModeChange> changes) {
        ModeChange.messages(session.user().source(), session.user().nick(), changes)
                .forEach(session::send);
        if (!changes.isEmpty()) session.network().acts().changed(session.user(), null);
    }
}
