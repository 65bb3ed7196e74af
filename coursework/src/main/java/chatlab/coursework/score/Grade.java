package chatlab.coursework.score;

import chatlab.coursework.report.CheckedReport.Student;
import chatlab.evidence.Json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What came of grading one submission: `grade.json`. Exporters translate it, nothing more.
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
/// @param flags what a marker should know, in sentences; none of it costs a point
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
    public record Tools(String lab, String jdk, String sandbox) {}

    /// Whether a gate was open, and why.
    public record GateResult(String id, boolean passed, String why) {}

    /// One criterion's score, in the shape that explains a lost point best.
    ///
    /// @param verdict one word: HELD, BROKEN, SUPPORTED, OPEN …
    /// @param why what was found
    /// @param help what to do about it; null: nothing is to be done
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
            String verdict,
            String why,
            @Nullable String help,
            @Nullable String expected,
            @Nullable String actual,
            @JsonProperty("needs_human") boolean needsHuman) {}

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

    /// As `grade.json` has it.
    public String json() {
        return Json.pretty(this);
    }
}
