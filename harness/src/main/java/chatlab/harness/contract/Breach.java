package chatlab.harness.contract;

import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

/// A sentence of the contract that a strategy breaks though one thread alone calls it.
///
/// @param guarantee what it breaks by that; null if a call never returns
/// @param sentence what was seen, in plain words
public record Breach(@Nullable Guarantee guarantee, String sentence) {

    /// Carries it out of the check.
    static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Breach breach;

        Found(Guarantee guarantee, String sentence) {
            super(sentence);
            breach = new Breach(guarantee, sentence);
        }

        Breach breach() {
            return breach;
        }
    }
}
