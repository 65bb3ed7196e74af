package chatlab.harness.arbiter;

import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/// One guarantee that a history breaks.
///
/// @param guarantee usually the one that forbids the anomaly
/// @param thrown the exception, if the anomaly is one
/// @param words makes the sentence, because most users need none
public record Violation(
        Anomaly anomaly, Guarantee guarantee, @Nullable Throwable thrown, Supplier<String> words) {

    /// What happened, with names. No full stop.
    public String sentence() {
        return words.get();
    }
}
