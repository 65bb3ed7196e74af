package chatlab.coursework.export;

import chatlab.coursework.rubric.Points;
import chatlab.coursework.score.Grade;

import java.util.ArrayList;
import java.util.List;

/// Translates one grade into the result file of another system, and adds nothing to it.
///
/// Those that work on a whole course's sheet are [ExporterCanvas] and [ExporterMoodle].
public sealed interface Exporter
        permits ExporterGradescope,
                ExporterClassroom50,
                ExporterPrairieLearn,
                ExporterArtemis,
                ExporterCheck50 {

    /// The file's name, beside `grade.json`.
    String file();

    /// The file's text.
    String text(Grade grade);

    /// What one criterion's result says, in plain text.
    static String explanation(Grade.Result result) {
        List<String> lines = new ArrayList<>();
        lines.add(result.why());
        if (result.expected() != null) lines.add("Expected: " + result.expected());
        if (result.actual() != null) lines.add("Found: " + result.actual());
        if (result.help() != null) lines.add("What to do: " + result.help());
        return String.join("\n", lines);
    }

    static boolean isFull(Grade.Result result) {
        return result.score() >= result.max();
    }

    /// The total, in a sentence.
    static String summary(Grade grade) {
        String text =
                "%s: %s of %s points"
                        .formatted(
                                grade.rubric().title(),
                                Points.text(grade.score()),
                                Points.text(grade.max()));
        return grade.needsHuman().isEmpty()
                ? text + "."
                : text
                        + " so far; a marker has yet to decide on "
                        + String.join(", ", grade.needsHuman())
                        + ".";
    }
}
