package chatlab.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// An extension of the protocol that a client can ask for, as IRCv3 defines it.
///
/// A session keeps its set of them as an `int`, one bit each: it is read for every delivery.
enum Capability {
    /// AWAY of those in one's channels.
    AWAY_NOTIFY(0),
    /// News of capabilities; there never are any.
    CAP_NOTIFY(1),
    /// What one has said comes back.
    ECHO_MESSAGE(2),
    /// JOIN tells the account (always `*`) and the real name.
    EXTENDED_JOIN(3),
    /// INVITE of others to one's channels.
    INVITE_NOTIFY(4),
    /// Tags, TAGMSG, and an id for whatever is said.
    MESSAGE_TAGS(5),
    /// All prefixes of a member in NAMES and WHO, not only the highest.
    MULTI_PREFIX(6),
    /// The tag `time` on every message.
    SERVER_TIME(7),
    /// SETNAME, one's own and that of others.
    SETNAME(8),
    /// NAMES tells `nick!user@host`.
    USERHOST_IN_NAMES(9);

    private final String token = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final int bit;

    Capability(int place) {
        bit = 1 << place;
    }

    static Optional<Capability> of(String token) {
        return Arrays.stream(values()).filter(cap -> cap.token.equals(token)).findFirst();
    }

    int bit() {
        return bit;
    }

    boolean isIn(int capabilities) {
        return (capabilities & bit) != 0;
    }

    /// The name of it in CAP.
    @Override
    public String toString() {
        return token;
    }
}
