package chatlab.coursework.score;

import chatlab.coursework.report.CheckedReport.Student;
import chatlab.coursework.rubric.Criterion;
import chatlab.coursework.rubric.Points;
import chatlab.evidence.Json;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The grade of one submission: `grade.json`. Exporters translate it, nothing more.
///
/// The same submission, rubric, marks and tools give the same bytes: no times, no counts of what
/// was raced again, no paths of the machine.
///
/// @param submission the submission's id, which is also the name of its folder
/// @param inputs every file of the submission, sorted by path
/// @param students as the report's front matter names them
/// @param score the sum of the criteria's scores
/// @param max the rubric's total
/// @param needsHuman criteria that still wait for a marker
/// @param flags notes for a marker, in sentences; none of them costs a point
public record Grade(
        String schema,
        String submission,
        String lab,
        RubricReference rubric,
        List<Input> inputs,
        Tools tools,
        List<Student> students,
        List<GateResult> gates,
        List<Result> criteria,
        double score,
        double max,
        @JsonProperty("needs_human") List<String> needsHuman,
        List<String> flags) {

    public static final String SCHEMA = "chatlab/grade/1";

    /// Its file name, in the submission's folder.
    public static final String NAME = "grade.json";

    /// Which rubric was applied.
    public record RubricReference(String title, String sha256) {}

    /// One file of the submission.
    ///
    /// @param path relative to the submission, with `/` between its parts
    public record Input(String path, String sha256, long bytes) {}

    /// What graded.
    ///
    /// @param sandbox `bubblewrap`, or `process` where there were limits only
    public record Tools(String lab, String jdk, String sandbox) {

        /// Whether students' code ran under limits only, and could reach what the grader can.
        @JsonIgnore
        public boolean isWithoutSandbox() {
            return sandbox.equals("process");
        }
    }

    /// Whether a gate was open, and why.
    public record GateResult(String id, boolean passed, String why) {}

    /// One criterion's score, in the shape that explains a lost point best.
    ///
    /// @param why what was found
    /// @param help what to do about it; null: nothing
    /// @param expected what would have earned all points
    /// @param actual what was there instead
    /// @param needsHuman whether a marker still has to decide
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            String id,
            String title,
            String kind,
            double score,
            double max,
            CriterionVerdict verdict,
            String why,
            @Nullable String help,
            @Nullable String expected,
            @Nullable String actual,
            @JsonProperty("needs_human") boolean needsHuman) {

        /// A verdict that earns nothing, unless [#earning] says so.
        static Result of(Criterion criterion, CriterionVerdict verdict, String why) {
            return new Result(
                    criterion.id(),
                    criterion.title(),
                    criterion.kind(),
                    0,
                    criterion.points(),
                    verdict,
                    why,
                    null,
                    null,
                    null,
                    false);
        }

        Result earning(double points) {
            return with(Points.round(points), help, expected, actual, needsHuman);
        }

        Result advising(@Nullable String advice) {
            return with(score, advice, expected, actual, needsHuman);
        }

        Result comparing(@Nullable String wanted, @Nullable String found) {
            return with(score, help, wanted, found, needsHuman);
        }

        Result forAMarker() {
            return with(score, help, expected, actual, true);
        }

        private Result with(
                double points,
                @Nullable String advice,
                @Nullable String wanted,
                @Nullable String found,
                boolean isOpen) {
            return new Result(
                    id, title, kind, points, max, verdict, why, advice, wanted, found, isOpen);
        }
    }

    public Grade {
        inputs = List.copyOf(inputs);
        students = List.copyOf(students);
        gates = List.copyOf(gates);
        criteria = List.copyOf(criteria);
        needsHuman = List.copyOf(needsHuman);
        flags = List.copyOf(flags);
    }

    /// Reads a `grade.json`.
    public static Grade read(Path file) throws IOException {
        return Json.read(file, Grade.class);
    }

    /// The same grade with other results for its criteria.
    Grade with(List<Result> results, List<String> newFlags) {
        return new Grade(
                schema,
                submission,
                lab,
                rubric,
                inputs,
                tools,
                students,
                gates,
                results,
                Points.round(results.stream().mapToDouble(Result::score).sum()),
                max,
                results.stream().filter(Result::needsHuman).map(Result::id).toList(),
                newFlags);
    }

    /// Whether nothing in the submission was looked at.
    @JsonIgnore
    public boolean isRefused() {
        return criteria.stream().anyMatch(each -> each.verdict() == CriterionVerdict.REFUSED);
    }

    /// As `grade.json` has it.
    public String json() {
        return Json.pretty(this);
    }
}
