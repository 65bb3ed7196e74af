package chatlab.server;

import chatlab.protocol.Message;
import chatlab.protocol.Names;
import chatlab.protocol.Numeric;

/// How a client comes in, keeps its connection alive, and goes: PASS, NICK, USER, SETNAME, PING,
/// QUIT. For CAP see [CapCommands].
final class RegistrationCommands {
    private RegistrationCommands() {}

    /// Takes a password, which is checked when all else that registration needs is there.
    static void pass(Session session, Message message) {
        if (session.isRegistered()) {
            alreadyRegistered(session);
        } else {
            session.setPassword(message.parameter(0));
        }
    }

    static void nick(Session session, Message message) {
        var wanted = message.optional(0).orElse("");
        if (wanted.isEmpty()) {
            session.reply(Numeric.ERR_NONICKNAMEGIVEN, "No nickname given");
        } else if (!Names.isNick(wanted)) {
            session.reply(Numeric.ERR_ERRONEUSNICKNAME, wanted, "Erroneus nickname");
        } else if (!session.network().claim(wanted, session)) {
            session.reply(Numeric.ERR_NICKNAMEINUSE, wanted, "Nickname is already in use");
        } else {
            rename(session, wanted);
        }
    }

    private static void rename(Session session, String claimed) {
        var before = session.nick();
        if (before.equals(claimed)) return;
        var change = new EncodedMessage(Message.from(session.source(), "NICK", claimed));
        if (session.isRegistered()) session.network().whowas().add(session);
        session.setNick(claimed);
        boolean isAnother = !Network.CASE.fold(before).equals(Network.CASE.fold(claimed));
        if (isAnother) session.network().release(before, session);
        if (session.isRegistered()) {
            session.send(change);
            session.network().tellPeers(change, session, session.channels());
            if (isAnother) {
                session.network().watchers().tellOffline(before);
                session.network().watchers().tellOnline(session);
            }
        } else {
            session.registerIfReady();
        }
    }

    static void user(Session session, Message message) {
        if (session.isRegistered()) {
            alreadyRegistered(session);
            return;
        }
        if (message.parameter(0).isEmpty() || message.parameter(3).isEmpty()) {
            Commands.needMoreParameters(session, "USER");
            return;
        }
        var name = message.parameter(0).replaceAll("[^A-Za-z0-9._~-]", "");
        session.setUser(
                name.isEmpty() ? "unknown" : Limits.cut(name, Limits.USER),
                Limits.cut(message.parameter(3), Limits.REAL_NAME));
        session.registerIfReady();
    }

    /// Tells those of one's peers who know SETNAME, and oneself only if one does.
    static void setname(Session session, Message message) {
        var name = message.parameter(0);
        if (name.isEmpty() || name.codePointCount(0, name.length()) > Limits.REAL_NAME) {
            session.send(
                    Message.from(
                            session.network().server(),
                            "FAIL",
                            "SETNAME",
                            "INVALID_REALNAME",
                            "A real name has 1 to " + Limits.REAL_NAME + " characters"));
            return;
        }
        session.setRealName(name);
        var change =
                EncodedMessage.onlyWith(
                        Capability.SETNAME, Message.from(session.source(), "SETNAME", name));
        session.send(change);
        session.network().tellPeers(change, session, session.channels());
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
