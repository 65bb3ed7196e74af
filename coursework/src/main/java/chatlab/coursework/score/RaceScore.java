package chatlab.coursework.score;

import static chatlab.coursework.score.CriterionVerdict.BROKEN;
import static chatlab.coursework.score.CriterionVerdict.HELD;
import static chatlab.coursework.score.CriterionVerdict.NOT_DECLARED;
import static chatlab.coursework.score.CriterionVerdict.NOT_RUN;

import chatlab.coursework.race.RaceResult;
import chatlab.coursework.rubric.Criterion;
import chatlab.coursework.score.Grade.Result;
import chatlab.evidence.race.RaceReport;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;

/// Scores the result of the grader's own race.
final class RaceScore {
    private RaceScore() {}

    static Result of(
            Criterion.Race criterion, @Nullable RaceResult race, @Nullable String strategy) {
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
        var broken = new ArrayList<>(criterion.guarantees());
        broken.retainAll(race.broken());
        // A call that never returns keeps no promise, and may leave the others without a verdict.
        if (race.broken().contains(RaceReport.LIVENESS)) broken.add(RaceReport.LIVENESS);
        if (!broken.isEmpty()) {
            var list = String.join(", ", broken);
            return Result.of(
                            criterion,
                            BROKEN,
                            "The grader raced your strategy, and saw broken: " + list + ".")
                    .advising(
                            "lab race --strategy %s --verbose shows how often and how; lab step --strategy %s --search looks for the order of steps."
                                    .formatted(strategy, strategy))
                    .comparing(expected, "broken: " + list);
        }
        var open = new ArrayList<>(criterion.guarantees());
        open.removeAll(race.held());
        if (!open.isEmpty()) {
            var list = String.join(", ", open);
            var reason = race.why().isEmpty() ? "" : ": " + race.why();
            return Result.of(
                            criterion,
                            NOT_RUN,
                            "The grader's race gave no verdict on %s%s.".formatted(list, reason))
                    .advising("lab race --strategy %s says why.".formatted(strategy))
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
        return Result.of(criterion, HELD, "The grader raced your strategy: %s held.".formatted(all))
                .earning(criterion.points())
                .comparing(expected, "held");
    }
}
