package chatlab.races.verdict;

import chatlab.evidence.race.EngineAnswer;
import chatlab.evidence.race.RaceRow;

import java.util.Optional;

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
            case WITNESS ->
                    "Engine: a schedule of %s breaks it, with %s and %s; it replays on any machine."
                            .formatted(
                                    witness == null ? "" : witness.program(),
                                    count(
                                            witness == null ? 0 : witness.preemptions(),
                                            "preemption"),
                                    count(
                                            witness == null ? 0 : witness.staleReads(),
                                            "stale read"));
            case EXHAUSTED -> "Engine: not broken in any of all %s.".formatted(answer.bound());
            case NOT_EXHAUSTED ->
                    "Engine: not broken in %s; %s.".formatted(answer.bound(), answer.note());
            case UNCONTROLLED -> "Engine: no answer, because " + answer.note() + ".";
            case NOT_RUN -> "Engine: no answer: " + answer.note() + ".";
        };
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
