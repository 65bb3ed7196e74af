package chatlab.step.outcome;

import chatlab.catalogue.CatalogueEntry;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

/// One promise seen broken, and what was seen.
///
/// @param guarantee null if it is what every strategy owes, declared or not: that calls return
/// @param sentence without a full stop
public record BrokenPromise(@Nullable Guarantee guarantee, String sentence) {
    /// What a witness file calls the promise that calls return.
    static final String LIVENESS = "LIVENESS";

    /// The promise's name.
    public String promise() {
        return guarantee == null ? LIVENESS : guarantee.name();
    }

    /// The promise in words.
    public String meaning() {
        return guarantee == null ? "every call returns" : guarantee.meaning();
    }

    /// The finding about the promise of that name.
    ///
    /// @throws IllegalArgumentException if there is no such promise
    public static BrokenPromise of(String promise, String sentence) {
        return new BrokenPromise(
                promise.equals(LIVENESS) ? null : Guarantee.valueOf(promise), sentence);
    }

    /// Whether the strategy declares the promise; that calls return, every strategy owes.
    public boolean isOwedBy(CatalogueEntry entry) {
        return guarantee == null || entry.guarantees().contains(guarantee);
    }
}
