package chatlab.server.channel;

import chatlab.protocol.Numeric;

import org.jspecify.annotations.Nullable;

/// The answer of a channel to a user who wants to enter.
public enum Admission {
    WELCOME(null, ""),
    /// The last occupant has left and the channel is gone; look it up again.
    GONE(null, ""),
    /// Admitted, and out again before it was all done; the user has been told why.
    UNDONE(null, ""),
    BANNED(Numeric.ERR_BANNEDFROMCHAN, "Cannot join channel (+b)"),
    INVITATION_NEEDED(Numeric.ERR_INVITEONLYCHAN, "Cannot join channel (+i)"),
    WRONG_KEY(Numeric.ERR_BADCHANNELKEY, "Cannot join channel (+k)"),
    FULL(Numeric.ERR_CHANNELISFULL, "Cannot join channel (+l)");

    private final @Nullable Numeric refusal;
    private final String text;

    Admission(@Nullable Numeric refusal, String text) {
        this.refusal = refusal;
        this.text = text;
    }

    /// The numeric that refuses entry; null if there is none.
    public @Nullable Numeric refusal() {
        return refusal;
    }

    /// The text of the refusal.
    public String text() {
        return text;
    }
}
