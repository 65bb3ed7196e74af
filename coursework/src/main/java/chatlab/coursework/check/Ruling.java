package chatlab.coursework.check;

import chatlab.evidence.ClaimVerdict;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A verdict on one claim, and the figures that its evidence holds.
///
/// @param quantities the numbers that a sentence about the claim may use
record Ruling(
        ClaimVerdict verdict,
        boolean isEarned,
        boolean isOverclaim,
        String rationale,
        @Nullable String help,
        @Nullable String expected,
        @Nullable String actual,
        List<Quantity> quantities) {

    Ruling {
        quantities = List.copyOf(quantities);
    }

    static Ruling supported(String rationale, String expected, String actual) {
        return new Ruling(
                ClaimVerdict.SUPPORTED, true, false, rationale, null, expected, actual, List.of());
    }

    static Ruling against(
            ClaimVerdict verdict, String rationale, String help, String expected, String actual) {
        return new Ruling(verdict, false, false, rationale, help, expected, actual, List.of());
    }

    Ruling overclaiming() {
        return new Ruling(verdict, isEarned, true, rationale, help, expected, actual, quantities);
    }

    /// The same ruling, on a claim about which a sentence says too much.
    Ruling overclaimed(String sentence) {
        String both = help == null ? sentence : help + " " + sentence;
        return new Ruling(verdict, isEarned, true, rationale, both, expected, actual, quantities);
    }

    Ruling with(List<Quantity> figures) {
        return new Ruling(
                verdict, isEarned, isOverclaim, rationale, help, expected, actual, figures);
    }
}
