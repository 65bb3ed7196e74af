package chatlab.server.command;

import chatlab.protocol.Message;
import chatlab.protocol.Names;
import chatlab.protocol.Numeric;
import chatlab.server.limits.Limits;
import chatlab.server.session.Session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// MONITOR: reports to a client when the users it watches come and go.
final class MonitorCommand {
    private MonitorCommand() {}

    static void monitor(Session session, Message message) {
        var targets = message.optional(1).orElse("");
        switch (message.parameter(0).toUpperCase(Locale.ROOT)) {
            case "+" -> add(session, split(targets));
            case "-" ->
                    split(targets)
                            .forEach(nick -> session.network().watchers().remove(session, nick));
            case "C" -> session.network().watchers().clear(session);
            case "L" -> {
                session.replyList(Numeric.RPL_MONLIST, List.copyOf(session.watched().values()));
                session.reply(Numeric.RPL_ENDOFMONLIST, "End of MONITOR list");
            }
            case "S" -> tellStatus(session, List.copyOf(session.watched().values()), List.of());
            default -> Commands.needMoreParameters(session, "MONITOR");
        }
    }

    private static List<String> split(String targets) {
        return targets.isEmpty() ? List.of() : List.of(targets.split(",", -1));
    }

    /// Watches nicks until the list is full, and tells their status. A mask is not watched, because
    /// it could find people by their address; it counts as a nick that is not here.
    private static void add(Session session, List<String> targets) {
        var added = new ArrayList<String>();
        var masks = new ArrayList<String>();
        int count = 0;
        for (var target : targets) {
            if (!Names.isNick(target)) {
                masks.add(target);
            } else if (session.network().watchers().add(session, target)) {
                added.add(target);
            } else {
                break;
            }
            count++;
        }
        tellStatus(session, added, masks);
        if (count < targets.size()) {
            session.reply(
                    Numeric.ERR_MONLISTFULL,
                    Integer.toString(Limits.MONITOR),
                    String.join(",", targets.subList(count, targets.size())),
                    "Monitor list is full");
        }
    }

    private static void tellStatus(Session session, List<String> nicks, List<String> masks) {
        var online = new ArrayList<String>();
        var offline = new ArrayList<>(masks);
        for (var nick : nicks) {
            session.network()
                    .user(nick)
                    .ifPresentOrElse(other -> online.add(other.source()), () -> offline.add(nick));
        }
        session.replyList(Numeric.RPL_MONONLINE, online);
        session.replyList(Numeric.RPL_MONOFFLINE, offline);
    }
}
