package chatlab.coursework.cohort;

import chatlab.coursework.files.Csv;
import chatlab.coursework.files.Folders;
import chatlab.coursework.score.Grade;
import chatlab.coursework.unpack.Submission;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The students of the course: a CSV file whose header has at least the column `id`.
///
/// The columns `canvas`, `moodle` and `gradescope` hold a platform's own number of the student;
/// `name` and `email` help people. Other columns are kept for exporters.
public record Roster(List<Entry> entries) {
    /// Columns in which no value may stand twice.
    private static final List<String> UNIQUE = List.of("id", "canvas", "moodle", "gradescope");

    public static final Roster NONE = new Roster(List.of());

    /// One student.
    ///
    /// @param columns by their names in lower case
    public record Entry(String id, Map<String, String> columns) {
        /// The name, or else the id.
        public String name() {
            return columns.getOrDefault("name", id);
        }
    }

    public Roster {
        entries = List.copyOf(entries);
    }

    /// Reads one.
    ///
    /// @throws IOException with a sentence for the user, if there is no column `id`
    public static Roster read(Path file) throws IOException {
        var text = Folders.read(file).replace("\ufeff", "");
        var format =
                Csv.of(text)
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .setTrim(true)
                        .setIgnoreEmptyLines(true)
                        .get();
        var entries = new ArrayList<Entry>();
        try (var parser = format.parse(new StringReader(text))) {
            for (var row : parser) {
                Map<String, String> columns = new TreeMap<>();
                row.toMap()
                        .forEach((name, value) -> {
                            if (!value.isEmpty()) columns.put(name.toLowerCase(Locale.ROOT), value);
                        });
                var id = columns.get("id");
                if (id == null) {
                    throw new IOException(
                            "%s: line %d has no id; the header needs a column 'id'"
                                    .formatted(file, parser.getCurrentLineNumber()));
                }
                entries.add(new Entry(id, columns));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        for (var column : UNIQUE) checkUnique(file, entries, column);
        return new Roster(entries);
    }

    /// A grade must not depend on which of two lines is read first.
    private static void checkUnique(Path file, List<Entry> entries, String column)
            throws IOException {
        Set<String> seen = new HashSet<>();
        for (var entry : entries) {
            var value = entry.columns().get(column);
            if (value != null && !seen.add(value)) {
                throw new IOException(
                        "%s: the %s '%s' is there twice; take one of the lines away"
                                .formatted(
                                        file,
                                        column.equals("id") ? "id" : "number in '" + column + "'",
                                        value));
            }
        }
    }

    /// Whose submission it is.
    ///
    /// @param grade whose front matter may name the student
    /// @return the people in the roster who sign it; empty if none of them is in it
    public List<Entry> owners(Submission submission, Grade grade) {
        return entries.stream().filter(entry -> owns(entry, submission, grade)).toList();
    }

    private static boolean owns(Entry entry, Submission submission, Grade grade) {
        if (grade.students().stream().anyMatch(each -> each.id().equals(entry.id()))) return true;
        if (submission.id().equals(entry.id())) return true;
        var platform = submission.platform();
        if (platform == null) return false;
        @Nullable String number = entry.columns().get(platform.name().toLowerCase(Locale.ROOT));
        return number != null && number.equals(submission.user());
    }
}
