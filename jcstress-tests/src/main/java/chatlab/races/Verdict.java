package chatlab.races;

import com.fasterxml.jackson.annotation.JsonValue;

/// How a strategy stood up to one guarantee.
public enum Verdict {
    /// Not once seen broken: rare, or never, on this machine and JVM. Not "safe".
    HELD("HELD"),
    BROKEN("BROKEN"),
    /// There is no answer. For a declared guarantee that is a failure, never a pass.
    NOT_RUN("NOT RUN");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    @JsonValue
    @Override
    public String toString() {
        return words;
    }
}
