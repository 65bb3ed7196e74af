package chatlab.evidence.race;

import com.fasterxml.jackson.annotation.JsonValue;

/// Whether a strategy kept one guarantee while it was tested.
public enum RaceVerdict {
    /// No test saw it broken: it breaks rarely or never on this machine and JVM. Never "safe".
    HELD("HELD"),
    /// A test saw it broken.
    BROKEN("BROKEN"),
    /// There is no answer. For a declared guarantee this is a failure, never a pass.
    NOT_RUN("NOT RUN");

    private final String words;

    RaceVerdict(String words) {
        this.words = words;
    }

    /// The words that people and `race.json` see.
    @JsonValue
    @Override
    public String toString() {
        return words;
    }
}
