package chatlab.coursework.score;

import chatlab.coursework.race.RaceResult;
import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.rubric.Criterion;
import chatlab.coursework.rubric.Points;
import chatlab.coursework.rubric.Rubric;
import chatlab.coursework.score.Grade.Result;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/// Turns the results of the earlier steps into a result for each criterion. Pure functions.
public final class Scoring {
    private Scoring() {}

    /// A result for each criterion, in the order of the rubric.
    ///
    /// @param race null: the strategy was not run, since a gate is shut
    public static List<Result> of(Rubric rubric, @Nullable RaceResult race, CheckedReport report) {
        var claims = new ClaimScore(rubric, report);
        return rubric.criteria().stream()
                .map(criterion ->
                        switch (criterion) {
                            case Criterion.Race c ->
                                    RaceScore.of(c, race, rubric.strategy(), rubric.tool());
                            case Criterion.Witness c -> claims.of(c);
                            case Criterion.Claim c -> claims.of(c);
                            case Criterion.Report c -> ReportScore.of(c, report);
                            case Criterion.Human c -> open(c);
                        })
                .toList();
    }

    /// Nothing for each criterion, where the submission as a whole was refused.
    public static List<Result> refused(Rubric rubric, String why, String help) {
        return rubric.criteria().stream()
                .map(each -> Result.of(each, CriterionVerdict.REFUSED, why).advising(help))
                .toList();
    }

    private static Result open(Criterion.Human criterion) {
        var where = criterion.lookAt() == null ? "the report" : "the section " + criterion.lookAt();
        var levels =
                criterion.levels().stream()
                        .map(level -> Points.text(level.points()) + ": " + level.text())
                        .collect(Collectors.joining("\n"));
        return Result.of(
                        criterion,
                        CriterionVerdict.OPEN,
                        "A marker reads " + where + " and decides.")
                .comparing(levels, null)
                .forAMarker();
    }
}
