package chatlab.relay;

import chatlab.relay.Refused.Reason;

/// The sentences for refusals that more than one relay gives.
public final class Refusals {
    private Refusals() {}

    public static Refused closed(String server) {
        return new Refused(
                Reason.CLOSED,
                "Not sent: " + server + " has left the net. Connect to another server.");
    }

    public static Refused tooLong(int bytes) {
        return new Refused(
                Reason.TOO_LONG,
                "Not sent: %,d bytes are too long for one event. Send at most %,d."
                        .formatted(bytes, Relay.MAX_EVENT));
    }

    public static Refused noMajority(int reached, int all) {
        return new Refused(
                Reason.NO_MAJORITY,
                ("Not sent: this server reaches %d of %d servers, and a majority must agree. Try"
                                + " again when the net is whole.")
                        .formatted(reached, all));
    }
}
