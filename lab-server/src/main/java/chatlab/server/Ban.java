package chatlab.server;

import chatlab.protocol.Mask;

import java.time.Instant;

/// Users whose source matches a mask, and who wants them kept out.
///
/// @param setBy nick of the operator who set it
record Ban(Mask mask, String setBy, Instant setAt) {

    static Ban of(String mask, String setBy) {
        return new Ban(Mask.of(complete(mask), Network.CASE), setBy, Instant.now());
    }

    /// `nick`, `user@host` and `nick!user` are short for a whole `nick!user@host`.
    static String complete(String mask) {
        int at = mask.indexOf('@');
        int bang = mask.indexOf('!');
        if (bang < 0 && at < 0) return mask + "!*@*";
        if (bang < 0) return "*!" + mask;
        return at < 0 ? mask + "@*" : mask;
    }

    boolean covers(Session session) {
        return mask.matches(session.source());
    }

    boolean isOf(String other) {
        return Network.CASE.fold(mask.toString()).equals(Network.CASE.fold(other));
    }
}
