package chatlab.evidence.page;

import static j2html.TagCreator.span;

import chatlab.evidence.ClaimVerdict;
import chatlab.evidence.race.RaceVerdict;

import j2html.tags.DomContent;

import java.util.Locale;

/// A verdict with a color and a symbol: the symbol says the same to readers who see no color, and
/// on paper.
///
/// @param text the words beside the symbol; may be empty
public record Badge(Tone tone, String symbol, String text) implements Cell {

    /// What a verdict means to the reader.
    public enum Tone {
        /// As promised or claimed.
        GOOD,
        /// Not as promised or claimed.
        BAD,
        /// Open: there is no answer.
        OPEN,
        /// Nothing was promised.
        CALM
    }

    /// The verdict on a guarantee.
    ///
    /// @param declared whether the strategy promises the guarantee; if not, no verdict is bad
    public static Badge of(RaceVerdict verdict, boolean declared) {
        return new Badge(
                switch (verdict) {
                    case HELD -> declared ? Tone.GOOD : Tone.CALM;
                    case BROKEN -> declared ? Tone.BAD : Tone.CALM;
                    case NOT_RUN -> Tone.OPEN;
                },
                switch (verdict) {
                    case HELD -> declared ? "✓" : "·";
                    case BROKEN -> declared ? "✗" : "−";
                    case NOT_RUN -> "?";
                },
                verdict.toString());
    }

    /// The verdict on a claim.
    ///
    /// @param text the verdict in words, such as [ClaimVerdict]'s name and more
    public static Badge of(ClaimVerdict verdict, String text) {
        return switch (verdict) {
            case SUPPORTED -> new Badge(Tone.GOOD, "✓", text);
            case CONTRADICTED -> new Badge(Tone.BAD, "✗", text);
            case EQUIVALENT -> new Badge(Tone.CALM, "=", text);
            case INCONCLUSIVE, NOT_RUN -> new Badge(Tone.OPEN, "?", text);
            case INADMISSIBLE -> new Badge(Tone.BAD, "⊘", text);
        };
    }

    /// The symbol alone.
    public Badge withoutText() {
        return new Badge(tone, symbol, "");
    }

    @Override
    public DomContent html() {
        return span((symbol + " " + text).strip())
                .withClass("badge " + tone.name().toLowerCase(Locale.ROOT));
    }
}
