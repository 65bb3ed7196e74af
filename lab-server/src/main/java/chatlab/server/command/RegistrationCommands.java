package chatlab.server.command;

import chatlab.protocol.Message;
import chatlab.protocol.Names;
import chatlab.protocol.Numeric;
import chatlab.server.limits.Limits;
import chatlab.server.session.Effects;
import chatlab.server.session.Session;
import chatlab.server.watch.LogEvent;
import chatlab.server.watch.LogField;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The commands for a client's own connection: PASS, NICK, USER, SETNAME, PING, QUIT. For CAP see
/// [CapCommands].
final class RegistrationCommands {
    private static final Logger LOG = LoggerFactory.getLogger(RegistrationCommands.class);

    private RegistrationCommands() {}

    /// Keeps the password. It is checked when the rest of the registration is complete.
    static void pass(Session session, Message message) {
        if (session.user().isRegistered()) {
            alreadyRegistered(session);
        } else {
            session.registration().setPassword(message.parameter(0));
        }
    }

    static void nick(Session session, Message message) {
        var wanted = message.optional(0).orElse("");
        if (wanted.isEmpty()) {
            session.reply(Numeric.ERR_NONICKNAMEGIVEN, "No nickname given");
        } else if (!Names.isNick(wanted)) {
            session.reply(Numeric.ERR_ERRONEUSNICKNAME, wanted, "Erroneus nickname");
        } else if (!session.network().claim(wanted, session.user())) {
            inUse(session, wanted);
        } else {
            rename(session, wanted);
        }
    }

    private static void rename(Session session, String claimed) {
        var user = session.user();
        var before = user.nick();
        if (before.equals(claimed)) return;
        if (user.isRegistered()) {
            if (!session.network().acts().rename(session, claimed)) inUse(session, claimed);
            return;
        }
        user.setNick(claimed);
        boolean isAnother = !Names.CASE.fold(before).equals(Names.CASE.fold(claimed));
        if (isAnother) session.network().release(before, user);
        registerIfReady(session);
    }

    private static void inUse(Session session, String nick) {
        session.reply(Numeric.ERR_NICKNAMEINUSE, nick, "Nickname is already in use");
    }

    static void user(Session session, Message message) {
        if (session.user().isRegistered()) {
            alreadyRegistered(session);
            return;
        }
        if (message.parameter(0).isEmpty() || message.parameter(3).isEmpty()) {
            Commands.needMoreParameters(session, "USER");
            return;
        }
        var name = message.parameter(0).replaceAll("[^A-Za-z0-9._~-]", "");
        session.user()
                .setUser(
                        name.isEmpty() ? "unknown" : Limits.cut(name, Limits.USER),
                        Limits.cut(message.parameter(3), Limits.REAL_NAME));
        session.registration().userGiven();
        registerIfReady(session);
    }

    /// Registers the client once its nick and user are known and it does not negotiate.
    static void registerIfReady(Session session) {
        var user = session.user();
        var network = session.network();
        if (user.isRegistered() || !user.hasNick() || !session.registration().isReady()) return;
        if (!session.login().mechanism().isEmpty()) SaslCommand.abort(session);
        if (!session.registration().isAllowed(network.config().password())) {
            session.reply(Numeric.ERR_PASSWDMISMATCH, "Password incorrect");
            session.quit("Bad password");
            return;
        }
        if (!network.acts().register(session)) {
            if (session.quitReason().isEmpty()) inUse(session, user.nick());
            network.release(user.nick(), user);
            user.removeNick();
            return;
        }
        network.census().registered();
        LOG.info(
                "{} has connected from {}",
                LogField.of("nick", user.nick()),
                LogField.of("host", user.identity().host()),
                LogEvent.CONNECT);
        Welcome.greet(session);
        network.watchers().tellOnline(user);
    }

    /// Tells the clients with setname.
    static void setname(Session session, Message message) {
        var name = message.parameter(0);
        if (name.isEmpty() || name.codePointCount(0, name.length()) > Limits.REAL_NAME) {
            session.fail(
                    "SETNAME",
                    "INVALID_REALNAME",
                    "A real name has 1 to " + Limits.REAL_NAME + " characters");
            return;
        }
        session.user().setRealName(name);
        var change = Effects.setname(session.user());
        session.send(change);
        session.network().acts().changed(session.user(), change);
    }

    private static void alreadyRegistered(Session session) {
        session.reply(Numeric.ERR_ALREADYREGISTERED, "You may not reregister");
    }

    static void ping(Session session, Message message) {
        if (message.parameters().isEmpty()) {
            session.reply(Numeric.ERR_NOORIGIN, "No origin specified");
        } else {
            session.send(
                    Message.from(
                            session.network().server(),
                            "PONG",
                            session.network().server(),
                            message.parameter(0)));
        }
    }

    static void quit(Session session, Message message) {
        session.quit("Quit: " + message.optional(0).orElse(""));
    }
}
