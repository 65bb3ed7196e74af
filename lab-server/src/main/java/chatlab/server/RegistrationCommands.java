package chatlab.server;

import chatlab.protocol.Message;
import chatlab.protocol.Names;
import chatlab.protocol.Numeric;

import java.util.Locale;

/// How a client comes in, keeps its connection alive, and goes: CAP, PASS, NICK, USER, PING, QUIT.
final class RegistrationCommands {
    private static final int MAX_USER = 18;

    private RegistrationCommands() {}

    /// Capability negotiation with a server that has no capabilities to offer.
    static void cap(Session session, Message message) {
        switch (message.parameter(0).toUpperCase(Locale.ROOT)) {
            case "LS" -> {
                if (!session.isRegistered()) session.setNegotiating(true);
                answerCap(session, "LS", "");
            }
            case "LIST" -> answerCap(session, "LIST", "");
            case "REQ" -> {
                if (!session.isRegistered()) session.setNegotiating(true);
                answerCap(session, "NAK", message.optional(1).orElse(""));
            }
            case "END" -> {
                session.setNegotiating(false);
                session.registerIfReady();
            }
            default ->
                    session.reply(
                            Numeric.ERR_INVALIDCAPCMD, message.parameter(0), "Invalid CAP command");
        }
    }

    private static void answerCap(Session session, String answer, String capabilities) {
        session.send(Message.from(Network.SERVER, "CAP", session.nick(), answer, capabilities));
    }

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
            session.reply(Numeric.ERR_ERRONEUSNICKNAME, wanted, "Erroneous nickname");
        } else if (!session.network().claim(wanted, session)) {
            session.reply(Numeric.ERR_NICKNAMEINUSE, wanted, "Nickname is already in use");
        } else {
            rename(session, wanted);
        }
    }

    private static void rename(Session session, String claimed) {
        var before = session.nick();
        if (before.equals(claimed)) return;
        var change = Message.from(session.source(), "NICK", claimed);
        session.setNick(claimed);
        if (!Network.CASE.fold(before).equals(Network.CASE.fold(claimed))) {
            session.network().release(before, session);
        }
        if (session.isRegistered()) {
            session.send(change);
            session.network().tellPeers(change, session, session.channels());
        } else {
            session.registerIfReady();
        }
    }

    static void user(Session session, Message message) {
        if (session.isRegistered()) {
            alreadyRegistered(session);
            return;
        }
        var name = message.parameter(0).replaceAll("[^A-Za-z0-9._~-]", "");
        if (name.length() > MAX_USER) name = name.substring(0, MAX_USER);
        session.setUser(name.isEmpty() ? "unknown" : name, message.parameter(3));
        session.registerIfReady();
    }

    private static void alreadyRegistered(Session session) {
        session.reply(Numeric.ERR_ALREADYREGISTERED, "You may not reregister");
    }

    static void ping(Session session, Message message) {
        if (message.parameters().isEmpty()) {
            session.reply(Numeric.ERR_NOORIGIN, "No origin specified");
        } else {
            session.send(
                    Message.from(Network.SERVER, "PONG", Network.SERVER, message.parameter(0)));
        }
    }

    static void quit(Session session, Message message) {
        session.quit(message.optional(0).map(reason -> "Quit: " + reason).orElse("Quit"));
    }
}
