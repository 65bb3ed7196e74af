package chatlab.races.verdict;

import static java.util.stream.Collectors.joining;

import chatlab.evidence.race.EngineAnswer;
import chatlab.evidence.race.EngineWitness;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.VolatileTrial;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// The engine's answers as sentences. Pure functions.
final class EngineText {
    private EngineText() {}

    /// The engine's part of a row; empty if it has none, or if the row's note says the same.
    static Optional<String> of(RaceRow row) {
        var answer = row.engine();
        return Optional.ofNullable(answer)
                .map(EngineText::of)
                .filter(text -> !text.equals(row.note()));
    }

    static String of(EngineAnswer answer) {
        var witness = answer.witness();
        return switch (answer.verdict()) {
            case WITNESS -> witness == null ? "" : of(witness);
            case EXHAUSTED -> "Engine: not broken in any of all %s.".formatted(answer.bound());
            case NOT_EXHAUSTED ->
                    "Engine: not broken in %s; %s.".formatted(answer.bound(), answer.note());
            case UNCONTROLLED -> "Engine: no answer, because " + answer.note() + ".";
            case NOT_RUN -> "Engine: no answer: " + answer.note() + ".";
        };
    }

    private static String of(EngineWitness witness) {
        var breaks =
                "Engine: a schedule of %s breaks it, with %s and %s; it replays on any machine."
                        .formatted(
                                witness.program(),
                                count(witness.preemptions(), "preemption"),
                                count(witness.staleReads(), "stale read"));
        return Stream.concat(Stream.of(breaks), whatHelps(witness)).collect(joining("\n"));
    }

    /// What the trials say: first what cures, then what does not.
    private static Stream<String> whatHelps(EngineWitness witness) {
        var trials = witness.trials();
        return trials == null
                ? Stream.empty()
                : trials.stream()
                        .sorted(Comparator.comparing(VolatileTrial::outcome))
                        .map(trial -> of(trial, witness.program()));
    }

    private static String of(VolatileTrial trial, String program) {
        var variable = trial.variable();
        return switch (trial.outcome()) {
            case CURED ->
                    "Were %s volatile: nothing broken in all %,d executions of %s."
                            .formatted(variable, trial.executions(), program);
            case CURED_BY_MONITOR ->
                    ("Were each method that uses %s synchronized: nothing broken in all %,d"
                                    + " executions of %s. A volatile %s is not enough.")
                            .formatted(variable, trial.executions(), program, variable);
            case STILL_BROKEN -> "A volatile %s does not cure it.".formatted(variable);
            case UNDECIDED ->
                    "Whether a volatile %s would cure it is open: not all executions were tried."
                            .formatted(variable);
            case IMPOSSIBLE ->
                    "Elements of an array (%s) cannot be volatile: use an array of"
                                    .formatted(variable)
                            + " java.util.concurrent.atomic, or hold a lock.";
        };
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
