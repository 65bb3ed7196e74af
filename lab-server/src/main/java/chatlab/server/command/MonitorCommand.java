package chatlab.server.command;

import chatlab.protocol.Message;
import chatlab.protocol.Names;
import chatlab.protocol.Numeric;
import chatlab.server.limits.Limits;
import chatlab.server.session.Session;

import java.util.List;
import java.util.Locale;

/// MONITOR: reports to a client when the users it watches come and go.
final class MonitorCommand {
    private MonitorCommand() {}

    static void monitor(Session session, Message message) {
        var targets = message.optional(1).orElse("");
        switch (message.parameter(0).toUpperCase(Locale.ROOT)) {
            case "+" -> split(targets).forEach(nick -> add(session, nick));
            case "-" ->
                    split(targets)
                            .forEach(nick -> session.network().watchers().remove(session, nick));
            case "C" -> session.network().watchers().clear(session);
            case "L" -> {
                for (var nick : session.watched().values())
                    session.reply(Numeric.RPL_MONLIST, nick);
                session.reply(Numeric.RPL_ENDOFMONLIST, "End of MONITOR list");
            }
            case "S" -> session.watched().values().forEach(nick -> tellStatus(session, nick));
            default -> Commands.needMoreParameters(session, "MONITOR");
        }
    }

    private static List<String> split(String targets) {
        return targets.isEmpty() ? List.of() : List.of(targets.split(",", -1));
    }

    /// Refuses masks, because a mask could find people by their address.
    private static void add(Session session, String nick) {
        if (!Names.isNick(nick)) {
            session.reply(Numeric.RPL_MONOFFLINE, nick);
        } else if (session.network().watchers().add(session, nick)) {
            tellStatus(session, nick);
        } else {
            session.reply(
                    Numeric.ERR_MONLISTFULL,
                    Integer.toString(Limits.MONITOR),
                    nick,
                    "Monitor list is full");
        }
    }

    private static void tellStatus(Session session, String nick) {
        session.network()
                .user(nick)
                .ifPresentOrElse(
                        other -> session.reply(Numeric.RPL_MONONLINE, other.source()),
                        () -> session.reply(Numeric.RPL_MONOFFLINE, nick));
    }
}
