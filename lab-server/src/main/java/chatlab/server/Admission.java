package chatlab.server;

import chatlab.protocol.Numeric;

import org.jspecify.annotations.Nullable;

/// What a channel says to one who wants to come in.
enum Admission {
    WELCOME(null, ""),
    /// The last occupant has left and the channel is gone; look it up again.
    GONE(null, ""),
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

    /// Tells the session why it is not let in, if it is not.
    ///
    /// @return whether it was refused
    boolean refuses(Session session, String channel) {
        if (refusal == null) return false;
        session.reply(refusal, channel, text);
        return true;
    }
}
