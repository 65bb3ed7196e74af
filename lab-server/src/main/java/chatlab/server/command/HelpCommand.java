package chatlab.server.command;

import chatlab.protocol.Message;
import chatlab.protocol.Numeric;
import chatlab.server.session.Packed;
import chatlab.server.session.Session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// HELP: lists the commands, or explains one of them.
final class HelpCommand {
    private static final int ROOM = 60;

    private HelpCommand() {}

    static void help(Session session, Message message) {
        var subject = message.optional(0).orElse("").toUpperCase(Locale.ROOT);
        if (subject.isEmpty()) {
            var lines = new ArrayList<String>(List.of("HELP <command> explains one of these:"));
            lines.addAll(Packed.lines(Commands.names(), ' ', ROOM));
            answer(session, "*", "Commands", lines);
        } else {
            Commands.help(subject)
                    .ifPresentOrElse(
                            text -> answer(session, subject, subject + " command", List.of(text)),
                            () ->
                                    session.reply(
                                            Numeric.ERR_HELPNOTFOUND,
                                            subject,
                                            "No help available on this topic"));
        }
    }

    private static void answer(Session session, String subject, String title, List<String> lines) {
        session.reply(Numeric.RPL_HELPSTART, subject, title);
        for (var line : lines) session.reply(Numeric.RPL_HELPTXT, subject, line);
        session.reply(Numeric.RPL_ENDOFHELP, subject, "End of /HELP");
    }
}
