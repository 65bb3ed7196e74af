package chatlab.relay;

/// Something that a relay did not do, as one sentence: what, why, what to do.
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    /// Why, for code to ask.
    public enum Reason {
        /// The ordering, its file, a peer or the key file is not as it must be.
        WRONG_USAGE,

        /// The relay could not be opened: the port is in use, or the name.
        NOT_OPENED,

        /// The event is longer than [Relay#MAX_EVENT].
        TOO_LONG,

        /// The relay is closed.
        CLOSED,

        /// The ordering needs a majority of the servers, and this server reaches no majority.
        NO_MAJORITY,

        /// The majority was lost while the event was on its way: it may still arrive, everywhere or
        /// nowhere.
        IN_DOUBT
    }

    private final Reason reason;

    public Refused(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    public Refused(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
