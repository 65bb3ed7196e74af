package chatlab.server.delivery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// An extension of the protocol that a client can request, as IRCv3 defines it.
///
/// A set of capabilities is an `int` with one bit for each, because every delivery reads it.
public enum Capability {
    /// The client gets the AWAY of its peers.
    AWAY_NOTIFY(0),
    /// The client would get changes of the capabilities; there are none.
    CAP_NOTIFY(1),
    /// The client gets its own messages back.
    ECHO_MESSAGE(2),
    /// JOIN has the account, or `*`, and the real name.
    EXTENDED_JOIN(3),
    /// The client gets the INVITE of others to its channels.
    INVITE_NOTIFY(4),
    /// Tags, TAGMSG, and an id for every message of a user.
    MESSAGE_TAGS(5),
    /// All prefixes of a member in NAMES and WHO, not only the highest.
    MULTI_PREFIX(6),
    /// Every message has the tag `time`.
    SERVER_TIME(7),
    /// The client gets SETNAME, its own and that of its peers.
    SETNAME(8),
    /// NAMES shows `nick!user@host`.
    USERHOST_IN_NAMES(9),
    /// Answers that belong together may come as a batch.
    BATCH(10),
    /// CHATHISTORY.
    CHATHISTORY(11, "draft/chathistory"),
    /// The client labels its commands, and the answers have the label.
    LABELED_RESPONSE(12),
    /// The client knows FAIL, WARN and NOTE.
    STANDARD_REPLIES(13),
    /// The client gets the ACCOUNT of its peers.
    ACCOUNT_NOTIFY(14),
    /// Messages of users have their account as a tag.
    ACCOUNT_TAG(15),
    /// With MONITOR, the client gets changes of those it watches.
    EXTENDED_MONITOR(16),
    /// AUTHENTICATE.
    SASL(17),
    /// The client gets the CHGHOST of its peers, and its own.
    CHGHOST(18);

    private final String token;
    private final int bit;

    Capability(int place) {
        this.token = name().toLowerCase(Locale.ROOT).replace('_', '-');
        bit = 1 << place;
    }

    /// @param token its name in CAP, if it is not that of the constant
    Capability(int place, String token) {
        this.token = token;
        bit = 1 << place;
    }

    public static Optional<Capability> of(String token) {
        return Arrays.stream(values()).filter(cap -> cap.token.equals(token)).findFirst();
    }

    public int bit() {
        return bit;
    }

    public boolean isIn(int capabilities) {
        return (capabilities & bit) != 0;
    }

    /// Its name in CAP.
    @Override
    public String toString() {
        return token;
    }
}
