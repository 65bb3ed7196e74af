package chatlab.server.command;

import chatlab.protocol.Message;
import chatlab.protocol.Names;
import chatlab.protocol.Numeric;
import chatlab.server.account.Account;
import chatlab.server.account.Accounts;
import chatlab.server.delivery.Capability;
import chatlab.server.session.Effects;
import chatlab.server.session.Session;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// AUTHENTICATE: logs a client in to its account, as SASL's PLAIN or EXTERNAL.
final class SaslCommand {
    private static final Logger LOG = LoggerFactory.getLogger(SaslCommand.class);

    private static final String PLAIN = "PLAIN";
    private static final String EXTERNAL = "EXTERNAL";

    /// A piece of this length is not the last.
    private static final int PIECE = 400;

    /// The most characters of all pieces.
    private static final int MOST = 4 * PIECE;

    private SaslCommand() {}

    /// The mechanisms that this server knows, as CAP and 908 list them.
    static String mechanisms(Session session) {
        return session.network().config().tls().isPresent() ? PLAIN + "," + EXTERNAL : PLAIN;
    }

    static void authenticate(Session session, Message message) {
        var word = message.parameter(0);
        var accounts = session.network().accounts();
        if (accounts.isEmpty() || !session.user().has(Capability.SASL)) {
            Commands.unknown(session, message);
        } else if (session.user().identity().account() != null) {
            session.reply(Numeric.ERR_SASLALREADY, "You have already authenticated using SASL");
        } else if (word.equals("*")) {
            abort(session);
        } else if (!session.login().isBegun()) {
            begin(session, word.toUpperCase(Locale.ROOT));
        } else {
            goOn(session, accounts.get(), word);
        }
    }

    /// Ends a login that the client has not completed.
    static void abort(Session session) {
        session.login().end();
        session.reply(Numeric.ERR_SASLABORTED, "SASL authentication aborted");
    }

    private static void begin(Session session, String mechanism) {
        if (!List.of(mechanisms(session).split(",")).contains(mechanism)) {
            session.reply(
                    Numeric.RPL_SASLMECHS, mechanisms(session), "are available SASL mechanisms");
            fail(session);
            return;
        }
        session.login().begin(mechanism);
        session.send(Message.of("AUTHENTICATE", "+"));
    }

    private static void goOn(Session session, Accounts accounts, String piece) {
        var sent = session.login().sent();
        if (piece.length() > PIECE || sent.length() + piece.length() > MOST) {
            session.login().end();
            session.reply(Numeric.ERR_SASLTOOLONG, "SASL message too long");
            return;
        }
        if (!piece.equals("+")) sent.append(piece);
        if (piece.length() == PIECE) return;
        var mechanism = session.login().mechanism();
        var text = decoded(sent.toString());
        session.login().end();
        text.flatMap(given ->
                        mechanism.equals(PLAIN)
                                ? plain(accounts, given)
                                : external(session, accounts, given))
                .ifPresentOrElse(account -> succeed(session, account), () -> fail(session));
    }

    private static Optional<String> decoded(String base64) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (IllegalArgumentException | CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /// RFC 4616: whom to act as, the account, and its password. Nobody acts as another.
    private static Optional<Account> plain(Accounts accounts, String given) {
        var parts = given.split("\0", -1);
        if (parts.length != 3 || parts[1].isEmpty() || parts[2].isEmpty()) return Optional.empty();
        boolean isSelf =
                parts[0].isEmpty() || Names.CASE.fold(parts[0]).equals(Names.CASE.fold(parts[1]));
        return isSelf ? accounts.login(parts[1], parts[2]) : Optional.empty();
    }

    private static Optional<Account> external(Session session, Accounts accounts, String wanted) {
        return session.login()
                .certificate()
                .flatMap(fingerprint -> accounts.ofCertificate(fingerprint, wanted));
    }

    private static void succeed(Session session, Account account) {
        var user = session.user();
        user.setAccount(account.name());
        LOG.info("{} has logged in to {}", user, account.name());
        session.reply(
                Numeric.RPL_LOGGEDIN,
                user.source(),
                account.name(),
                "You are now logged in as " + account.name());
        session.reply(Numeric.RPL_SASLSUCCESS, "SASL authentication successful");
        if (user.isRegistered()) {
            var change = Effects.account(user);
            session.send(change);
            session.network().acts().changed(user, change);
        }
    }

    private static void fail(Session session) {
        LOG.info("{} has failed to log in", session.user());
        session.reply(Numeric.ERR_SASLFAIL, "SASL authentication failed");
        if (session.login().failed()) session.quit("Too many failed logins");
    }
}
