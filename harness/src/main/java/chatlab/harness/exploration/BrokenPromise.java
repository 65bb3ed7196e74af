package chatlab.harness.exploration;

import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

/// One promise seen broken in an execution.
///
/// @param guarantee null if it is what every strategy owes: that calls return
/// @param sentence what happened; no full stop
public record BrokenPromise(@Nullable Guarantee guarantee, String sentence) {
    /// The name for what every strategy owes.
    public static final String LIVENESS = "LIVENESS";

    /// @param promise its name
    static BrokenPromise of(String promise, String sentence) {
        return new BrokenPromise(
                promise.equals(LIVENESS) ? null : Guarantee.valueOf(promise), sentence);
    }

    /// The promise's name.
    public String promise() {
        return guarantee == null ? LIVENESS : guarantee.name();
    }
}
