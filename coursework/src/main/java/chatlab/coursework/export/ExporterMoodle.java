package chatlab.coursework.export;

import chatlab.coursework.cohort.Roster;
import chatlab.coursework.rubric.Points;
import chatlab.coursework.score.Grade;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fills an offline grading worksheet that was downloaded from Moodle, for Moodle to upload.
///
/// Only rows that are there are filled, and never one that Moodle has locked. A student's id is
/// looked for in `ID number` and `Username`; the roster's columns `moodle` (the number of
/// `Participant N`) and `email` are used too.
public final class ExporterMoodle {
    private static final String IDENTIFIER = "Identifier";
    private static final String GRADE = "Grade";
    private static final String COMMENTS = "Feedback comments";

    private ExporterMoodle() {}

    /// The worksheet with the grades in it.
    ///
    /// @param grades by the student's id
    /// @throws IOException with a sentence for the user, if this is not a worksheet of Moodle, or
    ///   one with another maximum
    public static ExporterCanvas.Filled fill(
            String worksheet, Map<String, Grade> grades, Roster roster) throws IOException {
        Sheet sheet = Sheet.parse(worksheet);
        int at = sheet.column(GRADE);
        if (sheet.column(IDENTIFIER) < 0 || at < 0) {
            throw new IOException(
                    "the sheet is not a grading worksheet of Moodle, which has Identifier and"
                        + " Grade; download it there (assignment, View all submissions, Download"
                        + " grading worksheet) and give that file");
        }
        List<String> unplaced = new ArrayList<>();
        for (var entry : grades.entrySet()) {
            Grade grade = entry.getValue();
            Optional<Integer> row = row(sheet, entry.getKey(), roster);
            if (row.isEmpty() || isLocked(sheet, row.get())) {
                unplaced.add(entry.getKey());
                continue;
            }
            checkMaximum(sheet, row.get(), grade);
            if (!grade.needsHuman().isEmpty()) continue;
            sheet.set(row.get(), at, Points.text(grade.score()));
            int comments = sheet.column(COMMENTS);
            if (comments >= 0) sheet.set(row.get(), comments, comments(grade));
        }
        return new ExporterCanvas.Filled(sheet.csv(), unplaced);
    }

    /// One line for each criterion that cost points.
    private static String comments(Grade grade) {
        List<String> lines = new ArrayList<>();
        lines.add(Exporter.summary(grade));
        for (Grade.Result each : grade.criteria()) {
            if (Exporter.isFull(each)) continue;
            lines.add(
                    "%s: %s of %s. %s"
                            .formatted(
                                    each.title(),
                                    Points.text(each.score()),
                                    Points.text(each.max()),
                                    each.why()));
        }
        return String.join("\n", lines);
    }

    private static void checkMaximum(Sheet sheet, int row, Grade grade) throws IOException {
        String maximum = sheet.cell(row, sheet.column("Maximum grade")).strip();
        if (maximum.matches("\\d+([.,]\\d+)?")
                && Double.parseDouble(maximum.replace(',', '.')) != grade.max()) {
            throw new IOException(
                    "the worksheet's maximum grade is %s and the rubric's %s; set the assignment's to that, and download the worksheet again"
                            .formatted(maximum, Points.text(grade.max())));
        }
    }

    private static boolean isLocked(Sheet sheet, int row) {
        return sheet.cell(row, sheet.column("Grade can be changed")).equalsIgnoreCase("no");
    }

    private static Optional<Integer> row(Sheet sheet, String id, Roster roster) {
        Map<String, String> known =
                roster.entries().stream()
                        .filter(entry -> entry.id().equals(id))
                        .map(Roster.Entry::columns)
                        .findFirst()
                        .orElse(Map.of());
        String number = known.getOrDefault("moodle", "");
        String email = known.getOrDefault("email", "");
        for (int i = 0; i < sheet.size(); i++) {
            boolean isIt =
                    id.equals(sheet.cell(i, sheet.column("ID number")))
                            || id.equals(sheet.cell(i, sheet.column("Username")))
                            || (!number.isEmpty()
                                    && sheet.cell(i, sheet.column(IDENTIFIER))
                                            .equals("Participant " + number))
                            || (!email.isEmpty()
                                    && email.equalsIgnoreCase(
                                            sheet.cell(i, sheet.column("Email address"))));
            if (isIt) return Optional.of(i);
        }
        return Optional.empty();
    }
}
