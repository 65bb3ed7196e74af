package chatlab.coursework.rubric;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// One line of a rubric: how many points it gives, and for what.
public sealed interface Criterion {

    /// Short, unique in its rubric; marks and exported files name the criterion by it.
    String id();

    /// The text that students read.
    String title();

    /// At most; fixed, whatever goes wrong.
    double points();

    /// The word that stands for it in `rubric.yaml` and `grade.json`.
    default String kind() {
        return switch (this) {
            case Race _ -> "race";
            case Witness _ -> "witness";
            case Claim _ -> "claim";
            case Report _ -> "report";
            case Human _ -> "human";
        };
    }

    /// Whether it means that the student's own code is run.
    default boolean needsCode() {
        return this instanceof Race;
    }

    /// The student's strategy, raced again by the grader, must keep these guarantees.
    ///
    /// @param samples where the engine has no answer, so many samples of race tests must be without
    ///   a violation; with fewer a marker decides
    record Race(String id, String title, double points, List<String> guarantees, long samples)
            implements Criterion {}

    /// A witness file of the submission must show the same when it is replayed.
    ///
    /// @param subject whose bug it must show; null: anybody's
    /// @param guarantee that must break; null: any
    record Witness(
            String id,
            String title,
            double points,
            @Nullable String subject,
            @Nullable String guarantee)
            implements Criterion {}

    /// The report must make this claim, and its evidence must bear it.
    ///
    /// @param claim keys that the report's claim must have, with these values
    /// @param spotCheck whether the grader measures the claim's direction again
    record Claim(
            String id, String title, double points, Map<String, Object> claim, boolean spotCheck)
            implements Criterion {}

    /// The report must have a certain form; each requirement earns an equal share.
    record Report(String id, String title, double points, List<Requirement> requires)
            implements Criterion {}

    /// A person reads and chooses a level.
    ///
    /// @param lookAt the section of the report to read; null: all of it
    record Human(
            String id, String title, double points, List<Level> levels, @Nullable String lookAt)
            implements Criterion {}

    /// What so many points look like.
    record Level(double points, String text) {}
}
