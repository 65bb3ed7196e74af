package chatlab.server.channel;

import chatlab.protocol.Hosts;
import chatlab.protocol.Mask;
import chatlab.protocol.Names;

import java.time.Instant;

/// Keeps users out of a channel whose source matches a mask.
///
/// @param setBy the nick of the operator who set it
public record Ban(Mask mask, String setBy, Instant setAt) {

    public static Ban of(String mask, String setBy) {
        return new Ban(Mask.of(complete(mask), Names.CASE), setBy, Instant.now());
    }

    /// `nick`, `user@host` and `nick!user` are short for a whole `nick!user@host`.
    public static String complete(String mask) {
        int at = mask.indexOf('@');
        int bang = mask.indexOf('!');
        if (bang < 0 && at < 0) return mask + "!*@*";
        if (at < 0) return mask + "@*";
        var whole = mask.substring(0, at + 1) + Hosts.word(mask.substring(at + 1));
        return bang < 0 ? "*!" + whole : whole;
    }

    boolean covers(User user) {
        return mask.matches(user.source());
    }

    /// Whether this ban has the same mask.
    public boolean isOf(String other) {
        return Names.CASE.fold(mask.toString()).equals(Names.CASE.fold(other));
    }
}
