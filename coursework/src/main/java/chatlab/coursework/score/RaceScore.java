package chatlab.coursework.score;

import static chatlab.coursework.score.CriterionVerdict.BROKEN;
import static chatlab.coursework.score.CriterionVerdict.HELD;
import static chatlab.coursework.score.CriterionVerdict.NOT_DECLARED;
import static chatlab.coursework.score.CriterionVerdict.NOT_RUN;

import static java.util.stream.Collectors.joining;

import chatlab.coursework.race.RaceResult;
import chatlab.coursework.rubric.Criterion;
import chatlab.coursework.rubric.Tool;
import chatlab.coursework.score.Grade.Result;
import chatlab.evidence.race.EngineAnswer;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Scores the result of the grader's own race.
public final class RaceScore {
    private RaceScore() {}

    public static Result of(
            Criterion.Race criterion,
            @Nullable RaceResult race,
            @Nullable String strategy,
            Tool tool) {
        var expected = String.join(", ", criterion.guarantees()) + " declared, and not seen broken";
        if (race == null) {
            return Result.of(criterion, NOT_RUN, "The code was not run: a gate is shut.")
                    .advising("See the gates above.")
                    .comparing(expected, "not run");
        }
        if (race.trouble() != null) {
            return Result.of(
                            criterion,
                            NOT_RUN,
                            "The grader's race gave no result: " + race.trouble())
                    .advising("A marker decides, or grades again on a quieter machine.")
                    .comparing(expected, "no result")
                    .forAMarker();
        }
        // A call that never returns keeps no promise, and may leave the others without a verdict.
        var broken =
                Stream.concat(criterion.guarantees().stream(), Stream.of(RaceReport.LIVENESS))
                        .flatMap(guarantee -> race.broken(guarantee).stream())
                        .toList();
        if (!broken.isEmpty()) {
            var list = broken.stream().map(RaceRow::guarantee).collect(joining(", "));
            return Result.of(
                            criterion,
                            BROKEN,
                            broken.stream().map(RaceScore::whatWasSeen).collect(joining("\n")))
                    .advising(advice(broken, strategy, tool))
                    .comparing(expected, "broken: " + list);
        }
        var open = new ArrayList<>(criterion.guarantees());
        open.removeIf(guarantee -> race.holds(guarantee, criterion.samples()));
        if (!open.isEmpty()) {
            var list = String.join(", ", open);
            var reason = race.why().isEmpty() ? "" : ": " + race.why();
            return Result.of(
                            criterion,
                            NOT_RUN,
                            "The grader's race gave no verdict on %s%s.".formatted(list, reason))
                    .advising(
                            tool.command(String.valueOf(strategy))
                                    + " says why."
                                    + (tool == Tool.RACE
                                            ? " Where the engine has no answer, race tests need %,d samples."
                                                    .formatted(criterion.samples())
                                            : ""))
                    .comparing(expected, "no verdict: " + list)
                    .forAMarker();
        }
        var undeclared = new ArrayList<>(criterion.guarantees());
        undeclared.removeAll(race.declared());
        if (!undeclared.isEmpty()) {
            var list = String.join(", ", undeclared);
            return Result.of(
                            criterion, NOT_DECLARED, "Your strategy does not promise " + list + ".")
                    .advising("Add it to the guarantees of @Strategy.")
                    .comparing(expected, "not declared: " + list);
        }
        var all = String.join(", ", criterion.guarantees());
        return Result.of(
                        criterion,
                        HELD,
                        race.isExhausted(criterion.guarantees())
                                ? "The grader's engine tried every execution within its bounds: %s held."
                                        .formatted(all)
                                : "The grader raced your strategy: %s held.".formatted(all))
                .earning(criterion.points())
                .comparing(expected, "held");
    }

    private static String whatWasSeen(RaceRow row) {
        var how =
                row.hasWitness()
                        ? "The grader's engine found a schedule that breaks %s."
                        : "The grader raced your strategy, and saw %s broken.";
        // A stack of a race shows where a thread happened to be, which is another place each time.
        var note = row.hasWitness() ? row.note() : row.note().lines().findFirst().orElse("");
        return how.formatted(row.guarantee()) + (note.isEmpty() ? "" : " " + note);
    }

    /// How to see it, by the first witness if there is one.
    public static String advice(List<RaceRow> broken, @Nullable String strategy, Tool tool) {
        var code = String.valueOf(strategy);
        return broken.stream()
                .map(RaceRow::engine)
                .filter(Objects::nonNull)
                .map(EngineAnswer::witness)
                .filter(Objects::nonNull)
                .findFirst()
                .map(witness ->
                        "It is the same on every machine. Step through it: "
                                + tool.play(code, witness.program(), witness.schedule()))
                .orElse(
                        tool == Tool.RACE
                                ? "lab race --strategy %s --verbose shows how often and how."
                                        .formatted(strategy)
                                : tool.command(code) + " shows how.");
    }
}
