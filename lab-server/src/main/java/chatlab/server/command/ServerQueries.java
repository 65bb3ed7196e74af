package chatlab.server.command;

import chatlab.protocol.Mask;
import chatlab.protocol.Message;
import chatlab.protocol.Names;
import chatlab.protocol.Numeric;
import chatlab.server.command.Commands.Handler;
import chatlab.server.session.Session;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Questions about the server: VERSION, TIME, ADMIN, INFO, LINKS, STATS.
final class ServerQueries {
    private ServerQueries() {}

    /// A question that may name a server, by a mask or by the nick of a user on it. There is only
    /// this server.
    static Handler ofThisServer(Handler handler) {
        return (session, message) -> {
            var target = message.optional(0).orElse("*");
            if (Mask.of(target, Names.CASE).matches(session.network().server())
                    || session.network().user(target).isPresent()) {
                handler.handle(session, message);
            } else {
                session.reply(Numeric.ERR_NOSUCHSERVER, target, "No such server");
            }
        };
    }

    static void version(Session session, Message message) {
        session.reply(
                Numeric.RPL_VERSION,
                Welcome.VERSION,
                session.network().server(),
                session.network().description());
        Welcome.support(session);
    }

    static void time(Session session, Message message) {
        session.reply(
                Numeric.RPL_TIME,
                session.network().server(),
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.now().atOffset(ZoneOffset.UTC)));
    }

    static void admin(Session session, Message message) {
        session.reply(Numeric.RPL_ADMINME, session.network().server(), "Administrative info");
        session.reply(Numeric.RPL_ADMINLOC1, session.network().description());
        session.reply(Numeric.RPL_ADMINLOC2, "Run by whoever started it");
        session.reply(Numeric.RPL_ADMINEMAIL, "nobody@" + session.network().server());
    }

    static void info(Session session, Message message) {
        session.reply(Numeric.RPL_INFO, Welcome.VERSION + ", a server to learn concurrency from");
        session.reply(
                Numeric.RPL_INFO,
                "Up since "
                        + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                session.network().created().atOffset(ZoneOffset.UTC)));
        session.reply(Numeric.RPL_ENDOFINFO, "End of INFO list");
    }

    static void links(Session session, Message message) {
        var here = session.network().server();
        for (var server : session.network().acts().servers()) {
            session.reply(
                    Numeric.RPL_LINKS,
                    server,
                    here,
                    (server.equals(here) ? "0 " : "1 ") + session.network().description());
        }
        session.reply(Numeric.RPL_ENDOFLINKS, "*", "End of /LINKS list");
    }

    /// Knows only `u`: how long the server has been up.
    static void stats(Session session, Message message) {
        var letter = message.parameter(0);
        if (letter.equals("u")) {
            var up = Duration.between(session.network().created(), Instant.now());
            session.reply(
                    Numeric.RPL_STATSUPTIME,
                    "Server Up %d days %d:%02d:%02d"
                            .formatted(
                                    up.toDays(),
                                    up.toHoursPart(),
                                    up.toMinutesPart(),
                                    up.toSecondsPart()));
        }
        session.reply(Numeric.RPL_ENDOFSTATS, letter, "End of /STATS report");
    }
}
