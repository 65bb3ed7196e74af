package chatlab.server.command;

import chatlab.protocol.Message;
import chatlab.protocol.Numeric;
import chatlab.server.delivery.Capability;
import chatlab.server.session.Session;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// CAP: the extensions that the server has, and those that a client wants.
final class CapCommands {
    private CapCommands() {}

    static void cap(Session session, Message message) {
        var wanted = message.optional(1).orElse("");
        switch (message.parameter(0).toUpperCase(Locale.ROOT)) {
            case "LS" -> {
                session.registration().setNegotiating(true);
                if (isNew(wanted)) {
                    session.user()
                            .setCapabilities(
                                    session.user().capabilities()
                                            | Capability.CAP_NOTIFY
                                                    .bit()); // version 302 includes it
                }
                answer(session, "LS", offered(session, isNew(wanted)));
            }
            case "LIST" -> answer(session, "LIST", names(session.user()::has));
            case "REQ" -> {
                session.registration().setNegotiating(true);
                request(session, wanted);
            }
            case "END" -> {
                session.registration().setNegotiating(false);
                RegistrationCommands.registerIfReady(session);
            }
            default ->
                    session.reply(
                            Numeric.ERR_INVALIDCAPCMD, message.parameter(0), "Invalid CAP command");
        }
    }

    /// Whether the client speaks version 302 of the negotiation or a later one.
    private static boolean isNew(String version) {
        return version.matches("\\d{1,9}") && Integer.parseInt(version) >= 302;
    }

    /// Grants the whole request or nothing.
    private static void request(Session session, String wanted) {
        var result = apply(session, wanted);
        if (result.isPresent()) {
            session.user().setCapabilities(result.getAsInt());
            answer(session, "ACK", wanted);
        } else {
            answer(session, "NAK", wanted);
        }
    }

    private static OptionalInt apply(Session session, String wanted) {
        int result = session.user().capabilities();
        for (var name : wanted.split(" ", -1)) {
            if (name.isEmpty()) continue;
            boolean off = name.startsWith("-");
            var capability =
                    Capability.of(off ? name.substring(1) : name).filter(session.network()::offers);
            if (capability.isEmpty()) return OptionalInt.empty();
            int bit = capability.get().bit();
            result = off ? result & ~bit : result | bit;
        }
        return OptionalInt.of(result);
    }

    private static String offered(Session session, boolean withValues) {
        var names = names(session.network()::offers);
        return withValues && session.network().offers(Capability.SASL)
                ? names.replace("sasl", "sasl=" + SaslCommand.mechanisms(session))
                : names;
    }

    private static String names(Predicate<Capability> which) {
        return Arrays.stream(Capability.values())
                .filter(which)
                .map(Capability::toString)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static void answer(Session session, String answer, String capabilities) {
        session.send(
                Message.from(
                        session.network().server(),
                        "CAP",
                        session.user().nick(),
                        answer,
                        capabilities));
    }
}
