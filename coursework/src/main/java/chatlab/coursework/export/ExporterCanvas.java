package chatlab.coursework.export;

import chatlab.coursework.cohort.Roster;
import chatlab.coursework.rubric.Points;
import chatlab.coursework.score.Grade;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fills a gradebook that was exported from Canvas, for Canvas to import.
///
/// Only students who are in it get points. A grade that is still open stays blank. A student's id
/// is looked for in `SIS User ID`, `SIS Login ID` and `ID`, and the roster's column `canvas` in
/// `ID`.
public final class ExporterCanvas {
    private static final String STUDENT = "Student";

    private ExporterCanvas() {}

    /// A filled sheet.
    ///
    /// @param unplaced students with a grade who are not in the sheet
    public record Filled(String csv, List<String> unplaced) {}

    /// The gradebook with the grades in it.
    ///
    /// @param column the assignment's column, as Canvas names it (`Lab 02 (4711)`) or the beginning
    ///   of it; where there is none, a new assignment of that title
    /// @param grades by the student's id
    /// @throws IOException with a sentence for the user, if this is not a gradebook of Canvas
    public static Filled fill(
            String gradebook, String column, Map<String, Grade> grades, Roster roster)
            throws IOException {
        Sheet sheet = Sheet.parse(gradebook);
        if (sheet.column(STUDENT) != 0 || sheet.column("ID") < 0) {
            throw new IOException(
                    "the sheet is not a gradebook of Canvas, which begins with Student, ID;"
                            + " export it there (Grades, Export) and give that file");
        }
        int at = sheet.columnBeginning(column);
        boolean isNew = at < 0;
        if (isNew) at = sheet.add(column);
        List<String> unplaced = new ArrayList<>();
        for (var entry : grades.entrySet()) {
            Grade grade = entry.getValue();
            Optional<Integer> row = row(sheet, entry.getKey(), roster);
            if (row.isEmpty()) {
                unplaced.add(entry.getKey());
            } else if (grade.needsHuman().isEmpty()) {
                sheet.set(row.get(), at, Points.text(grade.score()));
            }
        }
        if (isNew) possible(sheet, at, grades);
        return new Filled(sheet.csv(), unplaced);
    }

    private static void possible(Sheet sheet, int column, Map<String, Grade> grades) {
        for (int i = 0; i < sheet.size(); i++) {
            if (sheet.cell(i, 0).strip().equals("Points Possible") && !grades.isEmpty()) {
                double max = grades.values().iterator().next().max();
                sheet.set(i, column, Points.text(max));
            }
        }
    }

    private static Optional<Integer> row(Sheet sheet, String id, Roster roster) {
        String number =
                roster.entries().stream()
                        .filter(entry -> entry.id().equals(id))
                        .map(entry -> entry.columns().getOrDefault("canvas", ""))
                        .findFirst()
                        .orElse("");
        for (int i = 0; i < sheet.size(); i++) {
            String canvas = sheet.cell(i, sheet.column("ID"));
            boolean isIt =
                    (!number.isEmpty() && number.equals(canvas))
                            || id.equals(sheet.cell(i, sheet.column("SIS User ID")))
                            || id.equals(sheet.cell(i, sheet.column("SIS Login ID")))
                            || id.equals(canvas);
            if (isIt) return Optional.of(i);
        }
        return Optional.empty();
    }
}
