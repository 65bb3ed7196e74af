package chatlab.server;

import chatlab.protocol.Message;
import chatlab.protocol.Numeric;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/// What operators of the server do, and how one becomes one: OPER, KILL, WALLOPS.
final class OperatorCommands {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorCommands.class);

    private OperatorCommands() {}

    static void oper(Session session, Message message) {
        var login = session.network().config().operator();
        if (login.isEmpty()) {
            session.reply(Numeric.ERR_NOOPERHOST, "No O-lines for your host");
        } else if (!login.get().isMetBy(message.parameter(0), message.parameter(1))) {
            LOG.warn("{} has failed to become operator", session);
            session.reply(Numeric.ERR_PASSWDMISMATCH, "Password incorrect");
        } else {
            LOG.info("{} has become operator", session);
            session.reply(Numeric.RPL_YOUREOPER, "You are now an IRC operator");
            if (session.has(UserMode.OPERATOR)) return;
            session.set(UserMode.OPERATOR, true);
            ModeCommands.tell(session, List.of(new ModeChange(true, 'o', null)));
        }
    }

    static void kill(Session session, Message message) {
        if (lacksPrivileges(session)) return;
        var nick = message.parameter(0);
        var comment = message.optional(1).filter(text -> !text.isEmpty()).orElse("No reason given");
        session.network()
                .session(nick)
                .ifPresentOrElse(
                        target -> kill(session, target, comment),
                        () -> session.reply(Numeric.ERR_NOSUCHNICK, nick, "No such nick/channel"));
    }

    private static void kill(Session session, Session target, String comment) {
        LOG.info("{} has killed {}", session, target);
        target.kill(
                Message.from(session.source(), "KILL", target.nick(), comment),
                "Killed (" + session.nick() + " (" + comment + "))");
    }

    static void wallops(Session session, Message message) {
        if (lacksPrivileges(session)) return;
        var wallops =
                new EncodedMessage(Message.from(session.source(), "WALLOPS", message.parameter(0)));
        for (var other : session.network().sessions()) {
            if (other.has(UserMode.WALLOPS)) other.deliver(wallops);
        }
    }

    private static boolean lacksPrivileges(Session session) {
        if (session.has(UserMode.OPERATOR)) return false;
        session.reply(Numeric.ERR_NOPRIVILEGES, "Permission Denied- You're not an IRC operator");
        return true;
    }
}
