package chatlab.coursework.grade;

import chatlab.coursework.files.Folders;
import chatlab.coursework.rubric.Criterion;
import chatlab.coursework.rubric.Marks;
import chatlab.coursework.rubric.Marks.Mark;
import chatlab.coursework.rubric.Rubric;
import chatlab.coursework.score.Grade;
import chatlab.evidence.Json;
import chatlab.evidence.Sha256;

import com.fasterxml.jackson.core.type.TypeReference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Binds a mark to what was read for it, in `ID/marked.json`: the section that the criterion looks
/// at, or all files of the submission. If a student hands in something else there, the mark is no
/// longer of it.
///
/// A mark is bound when it is given on the page, or when a grading meets it first. It stays bound
/// to that until it is given again.
public final class MarkBinding {
    private static final String NAME = "marked.json";

    private MarkBinding() {}

    /// @param mark the hash of the mark
    /// @param read the hash of what was read for it
    private record Bound(String mark, String read) {}

    /// The marks of a submission that are of what it is now; those that are not go to
    /// [Marks#outdated].
    ///
    /// @param folder of the submission among the grades
    public static Marks current(Rubric rubric, Path folder, Grade automatic, Marks marks)
            throws IOException {
        if (marks.byCriterion().isEmpty()) return marks;
        var bound = bound(folder);
        var now = read(rubric, folder, automatic);
        Map<String, Mark> current = new LinkedHashMap<>();
        Map<String, Mark> outdated = new LinkedHashMap<>();
        marks.byCriterion()
                .forEach((criterion, mark) -> {
                    var before = bound.get(criterion);
                    boolean isOther =
                            before != null
                                    && before.mark().equals(hash(mark))
                                    && !before.read().equals(now.get(criterion));
                    (isOther ? outdated : current).put(criterion, mark);
                });
        return new Marks(current, outdated);
    }

    /// Keeps what the marks are of.
    ///
    /// @param marks as [#current] gives them; those that are outdated stay so
    static void keep(Rubric rubric, Path folder, Grade automatic, Marks marks) throws IOException {
        var before = bound(folder);
        var now = read(rubric, folder, automatic);
        Map<String, Bound> bound = new TreeMap<>();
        marks.byCriterion()
                .forEach((criterion, mark) ->
                        bound.put(
                                criterion, new Bound(hash(mark), now.getOrDefault(criterion, ""))));
        marks.outdated()
                .keySet()
                .forEach(criterion -> {
                    var old = before.get(criterion);
                    if (old != null) bound.put(criterion, old);
                });
        if (bound.isEmpty()) Files.deleteIfExists(folder.resolve(NAME));
        else Folders.write(folder.resolve(NAME), Json.pretty(bound));
    }

    /// Binds marks that somebody gave just now to what is there now.
    public static void bind(Rubric rubric, Path folder, Grade automatic, Map<String, Mark> given)
            throws IOException {
        var now = read(rubric, folder, automatic);
        Map<String, Bound> bound = new TreeMap<>(bound(folder));
        given.forEach((criterion, mark) ->
                bound.put(criterion, new Bound(hash(mark), now.getOrDefault(criterion, ""))));
        Folders.write(folder.resolve(NAME), Json.pretty(bound));
    }

    /// The file's text; empty if there is none.
    static String text(Path folder) throws IOException {
        var file = folder.resolve(NAME);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /// Puts the file back, where a folder was written anew.
    static void restore(Path folder, String text) throws IOException {
        if (!text.isEmpty()) Folders.write(folder.resolve(NAME), text);
    }

    private static Map<String, Bound> bound(Path folder) throws IOException {
        var text = text(folder);
        return text.isEmpty()
                ? Map.of()
                : Json.mapper().readValue(text, new TypeReference<Map<String, Bound>>() {});
    }

    private static String hash(Mark mark) {
        return Sha256.of(Json.line(mark));
    }

    /// By criterion.
    private static Map<String, String> read(Rubric rubric, Path folder, Grade automatic)
            throws IOException {
        Map<String, String> sections =
                Files.exists(folder.resolve("runs").resolve(KeptReport.NAME))
                        ? KeptReport.read(folder).sections()
                        : Map.of();
        var all = Sha256.of(Json.line(automatic.inputs()));
        Map<String, String> read = new TreeMap<>();
        for (var criterion : rubric.criteria()) {
            var section =
                    criterion instanceof Criterion.Human human && human.lookAt() != null
                            ? sections.get(human.lookAt())
                            : null;
            read.put(criterion.id(), section == null ? all : Sha256.of(section));
        }
        return read;
    }
}
