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
/// @param engine the engine's part of the answer; null if it was not asked, and in older files. The
///   counts are those of the tests on real hardware
public record RaceRow(
        String guarantee,
        boolean declared,
        RaceVerdict verdict,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RaceCause cause,
        long samples,
        long violations,
        @Nullable Double bound,
        List<RaceOutcome> outcomes,
        String note,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EngineAnswer engine) {
    public RaceRow {
        outcomes = List.copyOf(outcomes);
    }

    /// A row without the engine.
    public RaceRow(
            String guarantee,
            boolean declared,
            RaceVerdict verdict,
            @Nullable RaceCause cause,
            long samples,
            long violations,
            @Nullable Double bound,
            List<RaceOutcome> outcomes,
            String note) {
        this(guarantee, declared, verdict, cause, samples, violations, bound, outcomes, note, null);
    }

    /// The answer of the tests and the engine together: a witness decides, and an exhausted bound
    /// gives a verdict where the tests have none.
    public RaceRow withEngine(EngineAnswer answer) {
        boolean decides =
                (answer.verdict() == EngineVerdict.WITNESS && verdict != RaceVerdict.BROKEN)
                        || (answer.verdict() == EngineVerdict.EXHAUSTED
                                && verdict == RaceVerdict.NOT_RUN);
        if (!decides) {
            return with(verdict, cause, bound, outcomes, note, answer);
        }
        var witness = answer.witness();
        return with(
                witness == null ? RaceVerdict.HELD : RaceVerdict.BROKEN,
                null,
                null,
                outcomes,
                witness == null ? "" : sentence(witness.sentence()),
                answer);
    }

    /// The same row without how often each outcome was seen.
    public RaceRow withoutOutcomes() {
        return with(verdict, cause, bound, List.of(), note, engine);
    }

    /// A row about the same guarantee, with the same counts.
    private RaceRow with(
            RaceVerdict newVerdict,
            @Nullable RaceCause newCause,
            @Nullable Double newBound,
            List<RaceOutcome> newOutcomes,
            String newNote,
            @Nullable EngineAnswer newEngine) {
        return new RaceRow(
                guarantee,
                declared,
                newVerdict,
                newCause,
                samples,
                violations,
                newBound,
                newOutcomes,
                newNote,
                newEngine);
    }

    private static String sentence(String words) {
        return words.isEmpty()
                ? ""
                : Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    /// Whether a schedule that replays shows it broken.
    @JsonIgnore
    public boolean hasWitness() {
        return engine != null && engine.verdict() == EngineVerdict.WITNESS;
    }

    /// Whether it is `HELD` with too few samples, as only older files have it. Then it shows
    /// nothing.
    @JsonIgnore
    public boolean isBelowFloor() {
        return bound != null && samples < RuleOfThree.FLOOR;
    }
}
