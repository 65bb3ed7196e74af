package chatlab.evidence.race;

/// A text is not what `lab race` writes. The message says why, without the file's name: "it is not
/// a race.json", "in the row of MEMBERSHIP, verdict is none that lab race gives".
public final class UnreadableRaceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// How far it is from a `race.json`.
    public enum Reason {
        /// It is not JSON.
        NOT_JSON,
        /// It is JSON of another kind.
        NOT_A_RACE,
        /// It is a `race.json`, but a field is wrong or two fields contradict each other.
        WRONG_FIGURES
    }

    UnreadableRaceException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /// How far it is from a `race.json`.
    public Reason reason() {
        return reason;
    }
}
