package chatlab.coursework.export;

import static java.util.stream.Collectors.joining;

import chatlab.coursework.cohort.Roster;
import chatlab.coursework.rubric.Points;
import chatlab.coursework.score.Grade;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Fills a gradebook that was exported from Canvas, for Canvas to import.
///
/// Only students who are in it get points. A grade that is still open stays blank. A student's id
/// is looked for in `SIS User ID`, `SIS Login ID` and `ID`, and the roster's column `canvas` in
/// `ID`.
public final class ExporterCanvas {
    private static final String STUDENT = "Student";
    private static final String POINTS_POSSIBLE = "Points Possible";
    private static final Pattern NUMBER = Pattern.compile(" \\(\\d+\\)$");

    private ExporterCanvas() {}

    /// A filled sheet.
    ///
    /// @param unplaced students with a grade who are not in the sheet
    public record Filled(String csv, List<String> unplaced) {}

    /// The gradebook with the grades in it.
    ///
    /// @param column the assignment's column, as Canvas names it (`Lab 02 (4711)`) or without the
    ///   number; where there is none, a new assignment of that title
    /// @param grades by the student's id
    /// @throws IOException with a sentence for the user, if this is not a gradebook of Canvas, the
    ///   column may be another one, or it has another maximum
    public static Filled fill(
            String gradebook, String column, Map<String, Grade> grades, Roster roster)
            throws IOException {
        Sheet sheet = Sheet.parse(gradebook);
        if (sheet.column(STUDENT) != 0 || sheet.column("ID") < 0) {
            throw new IOException(
                    "the sheet is not a gradebook of Canvas, which begins with Student, ID;"
                            + " export it there (Grades, Export) and give that file");
        }
        int at = column(sheet, column);
        boolean isNew = at < 0;
        if (isNew) at = sheet.add(column);
        else checkMaximum(sheet, at, grades);
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

    /// The only column of that title; -1 if there is none, and none that might be meant.
    private static int column(Sheet sheet, String title) throws IOException {
        var columns = sheet.columns();
        var exact = IntStream.range(0, columns.size()).filter(i -> isOf(columns.get(i), title));
        var found = exact.boxed().toList();
        if (found.size() == 1) return found.getFirst();
        var near =
                columns.stream()
                        .filter(each ->
                                found.isEmpty() ? each.startsWith(title) : isOf(each, title))
                        .toList();
        if (near.isEmpty()) return -1;
        throw new IOException(
                "the sheet has %s '%s'; give one of these with --column: %s"
                        .formatted(
                                found.isEmpty() ? "no column" : "more than one column",
                                title,
                                near.stream()
                                        .map(each -> "'" + each + "'")
                                        .collect(joining(", "))));
    }

    /// Canvas puts the assignment's number behind its title.
    private static boolean isOf(String column, String title) {
        var name = column.strip();
        return name.equals(title) || NUMBER.matcher(name).replaceFirst("").equals(title);
    }

    private static void checkMaximum(Sheet sheet, int column, Map<String, Grade> grades)
            throws IOException {
        for (int i = 0; i < sheet.size(); i++) {
            var possible = sheet.cell(i, column).strip();
            boolean isIt =
                    sheet.cell(i, 0).strip().equals(POINTS_POSSIBLE)
                            && possible.matches("\\d+([.,]\\d+)?");
            if (!isIt) continue;
            for (var grade : grades.values()) {
                if (Double.parseDouble(possible.replace(',', '.')) == grade.max()) continue;
                throw new IOException(
                        "'%s' has %s points possible and the rubric %s; set the assignment's to that, or choose another column with --column"
                                .formatted(
                                        sheet.columns().get(column),
                                        possible,
                                        Points.text(grade.max())));
            }
        }
    }

    private static void possible(Sheet sheet, int column, Map<String, Grade> grades) {
        for (int i = 0; i < sheet.size(); i++) {
            if (sheet.cell(i, 0).strip().equals(POINTS_POSSIBLE) && !grades.isEmpty()) {
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
