package chatlab.coursework.rubric;

import chatlab.coursework.files.Folders;
import chatlab.coursework.files.InputException;
import chatlab.coursework.files.YamlMap;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What people have decided about one submission: `marks/ID.yaml`. Grading reads it and never
/// writes it; people do, by hand or through `lab grade review`.
///
/// @param byCriterion by the criterion's id; of any kind, for a person may overrule the grader
/// @param outdated likewise, those that are of an earlier hand-in and do not count
public record Marks(Map<String, Mark> byCriterion, Map<String, Mark> outdated) {

    /// Marks that all count.
    public Marks(Map<String, Mark> byCriterion) {
        this(byCriterion, Map.of());
    }

    /// One decision.
    ///
    /// @param note for the student
    /// @param by the person who decided
    public record Mark(double points, @Nullable String note, @Nullable String by) {}

    /// Where they are.
    public static Path file(Path grades, String submission) {
        return grades.resolve("marks").resolve(submission + ".yaml");
    }

    /// Those of a submission; none where nobody has marked it yet.
    ///
    /// @throws InputException with file and line, where they do not fit the rubric
    public static Marks read(Path grades, String submission, Rubric rubric)
            throws IOException, InputException {
        return parse(text(grades, submission), submission, rubric);
    }

    /// The file's text; empty if there is no file.
    public static String text(Path grades, String submission) throws IOException {
        var file = file(grades, submission);
        return Files.exists(file) ? Folders.read(file) : "";
    }

    public static Marks parse(String text, String submission, Rubric rubric) throws InputException {
        Map<String, Mark> marks = new LinkedHashMap<>();
        if (text.lines().map(String::strip).allMatch(l -> l.isEmpty() || l.startsWith("#"))) {
            return new Marks(marks);
        }
        var map = YamlMap.parse("marks/" + submission + ".yaml", text, "the rubric's criteria");
        for (var criterion : rubric.criteria()) {
            if (!map.has(criterion.id())) continue;
            var entry = map.map(criterion.id(), "a mark");
            double points = entry.number("points");
            if (points > criterion.points()) {
                throw entry.wrong(
                        entry.lineOf("points"),
                        "'%s' has at most %s points, not %s"
                                .formatted(
                                        criterion.id(),
                                        Points.text(criterion.points()),
                                        Points.text(points)));
            }
            marks.put(
                    criterion.id(),
                    new Mark(points, entry.optionalText("note"), entry.optionalText("by")));
            entry.end();
        }
        map.end();
        return new Marks(marks);
    }
}
