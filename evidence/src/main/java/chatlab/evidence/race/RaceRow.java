package chatlab.evidence.race;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// How a strategy did on one guarantee.
///
/// @param guarantee the name of a guarantee, or a constant of [RaceReport] such as
///   [RaceReport#LIVENESS]
/// @param declared whether the strategy promises it
/// @param cause null: the counts say all, or the file is from before rows had causes and its note
///   does not tell
/// @param samples how often the tests could have shown it broken
/// @param violations how often they did
/// @param bound the [RuleOfThree] where it held; null also where a situation was arranged once,
///   which gives an answer and no sample
/// @param note what was seen, or why there is no verdict, in plain words
public record RaceRow(
        String guarantee,
        boolean declared,
        RaceVerdict verdict,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RaceCause cause,
        long samples,
        long violations,
        @Nullable Double bound,
        List<RaceOutcome> outcomes,
        String note) {
    public RaceRow {
        outcomes = List.copyOf(outcomes);
    }

    /// Whether it is `HELD` with too few samples, as only older files have it. Then it shows
    /// nothing.
    @JsonIgnore
    public boolean isBelowFloor() {
        return bound != null && samples < RuleOfThree.FLOOR;
    }
}
