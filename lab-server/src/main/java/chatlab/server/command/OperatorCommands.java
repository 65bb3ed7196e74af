package chatlab.server.command;

import chatlab.protocol.Message;
import chatlab.protocol.Numeric;
import chatlab.server.channel.ModeChange;
import chatlab.server.channel.User;
import chatlab.server.channel.UserMode;
import chatlab.server.session.Effects;
import chatlab.server.session.Session;
import chatlab.server.watch.LogEvent;
import chatlab.server.watch.LogField;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.regex.Pattern;

/// Operators of the server: OPER makes one; KILL and WALLOPS are for them.
final class OperatorCommands {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorCommands.class);

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9./-][A-Za-z0-9.:/-]{0,62}");

    private OperatorCommands() {}

    static void oper(Session session, Message message) {
        var login = session.network().config().operator();
        if (login.isEmpty()) {
            session.reply(Numeric.ERR_NOOPERHOST, "No O-lines for your host");
        } else if (!login.get().matches(message.parameter(0), message.parameter(1))) {
            LOG.warn(
                    "{} has failed to become operator",
                    LogField.of("nick", session.user().nick()),
                    LogEvent.OPER_REFUSED);
            session.reply(Numeric.ERR_PASSWDMISMATCH, "Password incorrect");
        } else {
            LOG.info(
                    "{} has become operator",
                    LogField.of("nick", session.user().nick()),
                    LogEvent.OPER);
            session.reply(Numeric.RPL_YOUREOPER, "You are now an IRC operator");
            if (!ModeCommands.set(session, UserMode.OPERATOR, true)) return;
            ModeCommands.tell(session, List.of(new ModeChange(true, 'o', null)));
        }
    }

    static void kill(Session session, Message message) {
        if (lacksPrivileges(session)) return;
        var nick = message.parameter(0);
        var comment = message.optional(1).filter(text -> !text.isEmpty()).orElse("No reason given");
        session.network()
                .user(nick)
                .ifPresentOrElse(
                        target -> kill(session, target, comment),
                        () -> session.reply(Numeric.ERR_NOSUCHNICK, nick, "No such nick/channel"));
    }

    private static void kill(Session session, User target, String comment) {
        session.network().acts().kill(session, target, comment);
    }

    static void wallops(Session session, Message message) {
        if (lacksPrivileges(session)) return;
        session.network().acts().wallops(session, message.parameter(0));
    }

    /// Shows a host in place of a user's address. The user is one of this server.
    static void chghost(Session session, Message message) {
        if (lacksPrivileges(session)) return;
        var host = message.parameter(1);
        var target =
                session.network().user(message.parameter(0)).filter(user -> !user.isElsewhere());
        if (target.isEmpty()) {
            session.reply(
                    Numeric.ERR_NOSUCHNICK, message.parameter(0), "No such nick on this server");
        } else if (!HOST.matcher(host).matches()) {
            session.fail(
                    "CHGHOST",
                    "INVALID_HOST",
                    host,
                    "A host is 1 to 63 letters, digits, dots, colons, slashes and hyphens");
        } else {
            var change = Effects.changeHost(target.get(), host);
            target.get().deliver(change);
            session.network().acts().changed(target.get(), change);
        }
    }

    private static boolean lacksPrivileges(Session session) {
        if (session.user().has(UserMode.OPERATOR)) return false;
        session.reply(Numeric.ERR_NOPRIVILEGES, "Permission Denied- You're not an IRC operator");
        return true;
    }
}
