package chatlab.coursework.export;

import chatlab.coursework.cohort.Roster;
import chatlab.coursework.rubric.Points;
import chatlab.coursework.score.Grade;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Fills an offline grading worksheet that was downloaded from Moodle, for Moodle to upload.
///
/// Its titles are in the language of the person who downloaded it, so the columns are found by what
/// Moodle always writes: the grade, its maximum, and whether it can be changed, side by side. Only
/// rows that are there are filled, and never one that Moodle has locked. A student's id is looked
/// for in all columns before the grade; the roster's columns `moodle` (the number of `Participant
/// N`) and `email` are used too.
public final class ExporterMoodle {
    private static final String GRADE = "Grade";
    private static final Pattern NUMBER = Pattern.compile("\\d+([.,]\\d+)?");

    /// How Moodle says that a grade can be changed, in the languages that we know.
    private static final Set<String> YES =
            Set.of(
                    "yes", "ja", "oui", "sí", "si", "sì", "sim", "tak", "ano", "áno", "igen", "da",
                    "да", "так", "ναι", "evet", "kyllä", "jah", "taip", "jā", "bai", "はい", "是", "예",
                    "نعم", "כן");

    /// With the dates of the submission and of the grade, and the comments.
    private static final int COLUMNS_TO_COMMENTS = 4;

    private ExporterMoodle() {}

    /// The worksheet with the grades in it.
    ///
    /// @param column the title of the grade's column; null: it is to be found
    /// @param grades by the student's id
    /// @throws IOException with a sentence for the user, if this is not a worksheet of Moodle, or
    ///   one with another maximum
    public static ExporterCanvas.Filled fill(
            String worksheet, @Nullable String column, Map<String, Grade> grades, Roster roster)
            throws IOException {
        Sheet sheet = Sheet.parse(worksheet);
        int at = gradeColumn(sheet, column);
        if (at < 1) {
            throw new IOException(
                    "the sheet is not a grading worksheet of Moodle, which has the grade, its"
                            + " maximum and whether it can be changed side by side; download it"
                            + " there (assignment, View all submissions, Download grading"
                            + " worksheet) and give that file, or name the grade's column with"
                            + " --column");
        }
        List<String> unplaced = new ArrayList<>();
        for (var entry : grades.entrySet()) {
            Grade grade = entry.getValue();
            Optional<Integer> row = row(sheet, at, entry.getKey(), roster);
            if (row.isEmpty() || isLocked(sheet, row.get(), at)) {
                unplaced.add(entry.getKey());
                continue;
            }
            checkMaximum(sheet.cell(row.get(), at + 1).strip(), grade);
            if (!grade.needsHuman().isEmpty()) continue;
            sheet.set(row.get(), at, Points.text(grade.score()));
            int comments = commentsColumn(sheet, at);
            if (comments > 0) sheet.set(row.get(), comments, comments(grade));
        }
        return new ExporterCanvas.Filled(sheet.csv(), unplaced);
    }

    private static int gradeColumn(Sheet sheet, @Nullable String column) {
        if (column != null) return sheet.column(column);
        var columns = sheet.columns();
        for (int i = 1; i + 2 < columns.size(); i++) {
            if (columns.get(i).equals(GRADE) && isMaximum(sheet, i + 1)) return i;
        }
        for (int i = 1; i + 2 < columns.size(); i++) {
            if (isGrade(sheet, i) && isMaximum(sheet, i + 1)) return i;
        }
        return -1;
    }

    private static boolean isGrade(Sheet sheet, int column) {
        for (int i = 0; i < sheet.size(); i++) {
            var cell = sheet.cell(i, column).strip();
            if (!cell.isEmpty() && !cell.equals("-") && !NUMBER.matcher(cell).matches())
                return false;
        }
        return true;
    }

    /// The same number in each row, and a word or two in the column behind it.
    private static boolean isMaximum(Sheet sheet, int column) {
        Set<String> words = new HashSet<>();
        for (int i = 0; i < sheet.size(); i++) {
            var cell = sheet.cell(i, column).strip();
            if (!NUMBER.matcher(cell).matches() || !cell.equals(sheet.cell(0, column).strip())) {
                return false;
            }
            words.add(sheet.cell(i, column + 1).strip());
        }
        return sheet.size() > 0
                && words.size() <= 2
                && words.stream().noneMatch(each -> each.isEmpty() || each.matches(".*\\d.*"));
    }

    /// The last column, behind the dates; -1: the worksheet has no comments.
    private static int commentsColumn(Sheet sheet, int grade) {
        int last = sheet.columns().size() - 1;
        return last >= grade + COLUMNS_TO_COMMENTS ? last : -1;
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

    private static void checkMaximum(String maximum, Grade grade) throws IOException {
        if (NUMBER.matcher(maximum).matches()
                && Double.parseDouble(maximum.replace(',', '.')) != grade.max()) {
            throw new IOException(
                    "the worksheet's maximum grade is %s and the rubric's %s; set the assignment's to that, and download the worksheet again"
                            .formatted(maximum, Points.text(grade.max())));
        }
    }

    private static boolean isLocked(Sheet sheet, int row, int grade) {
        return !YES.contains(sheet.cell(row, grade + 2).strip().toLowerCase(Locale.ROOT));
    }

    private static Optional<Integer> row(Sheet sheet, int grade, String id, Roster roster) {
        Map<String, String> known =
                roster.entries().stream()
                        .filter(entry -> entry.id().equals(id))
                        .map(Roster.Entry::columns)
                        .findFirst()
                        .orElse(Map.of());
        String number = known.getOrDefault("moodle", "");
        String email = known.getOrDefault("email", "");
        for (int i = 0; i < sheet.size(); i++) {
            if (!number.isEmpty() && sheet.cell(i, 0).replaceAll("\\D", "").equals(number)) {
                return Optional.of(i);
            }
            for (int column = 1; column < grade; column++) {
                var cell = sheet.cell(i, column);
                boolean isIt =
                        id.equals(cell) || (!email.isEmpty() && email.equalsIgnoreCase(cell));
                if (isIt) return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
