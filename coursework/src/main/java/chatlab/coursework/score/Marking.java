package chatlab.coursework.score;

import chatlab.coursework.rubric.Criterion;
import chatlab.coursework.rubric.Marks;
import chatlab.coursework.rubric.Points;
import chatlab.coursework.rubric.Rubric;
import chatlab.coursework.score.Grade.Result;

import java.util.ArrayList;

/// Puts the decisions of markers into a grade.
public final class Marking {
    private Marking() {}

    /// The same grade with the marks in it.
    public static Grade marked(Rubric rubric, Grade grade, Marks marks) {
        var results = new ArrayList<Result>();
        var flags = new ArrayList<>(grade.flags());
        for (int i = 0; i < rubric.criteria().size(); i++) {
            var criterion = rubric.criteria().get(i);
            var automatic = grade.criteria().get(i);
            var mark = marks.byCriterion().get(criterion.id());
            results.add(mark == null ? automatic : marked(criterion, automatic, mark));
            if (mark != null && !(criterion instanceof Criterion.Human)) {
                flags.add("a marker has overruled the grader in " + criterion.id());
            }
        }
        marks.outdated()
                .forEach((criterion, mark) ->
                        flags.add(
                                "look again at %s: the submission has changed since it got %s points there, and the mark does not count; give it anew on the page of lab grade review, or with another note"
                                        .formatted(criterion, Points.text(mark.points()))));
        return grade.with(results, flags);
    }

    private static Result marked(Criterion criterion, Result automatic, Marks.Mark mark) {
        var words = new ArrayList<String>();
        if (criterion instanceof Criterion.Human human) {
            human.levels().stream()
                    .filter(each -> each.points() == mark.points())
                    .limit(1)
                    .forEach(each -> words.add(each.text()));
        }
        if (mark.note() != null) words.add(mark.note());
        if (!(criterion instanceof Criterion.Human)) {
            words.add(
                    "The grader had given %s (%s): %s"
                            .formatted(
                                    Points.text(automatic.score()),
                                    automatic.verdict(),
                                    automatic.why()));
        }
        return Result.of(
                        criterion,
                        CriterionVerdict.MARKED,
                        words.isEmpty() ? "Decided by a marker." : String.join(" ", words))
                .earning(mark.points())
                .comparing(automatic.expected(), null);
    }
}
