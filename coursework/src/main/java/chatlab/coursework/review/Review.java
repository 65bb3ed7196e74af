package chatlab.coursework.review;

import chatlab.coursework.files.Folders;
import chatlab.coursework.files.InputException;
import chatlab.coursework.grade.GradeFolder;
import chatlab.coursework.grade.MarkBinding;
import chatlab.coursework.lab.LabFolder;
import chatlab.coursework.rubric.Marks;
import chatlab.coursework.rubric.Marks.Mark;
import chatlab.coursework.rubric.MarksText;
import chatlab.coursework.rubric.Rubric;
import chatlab.coursework.score.Grade;
import chatlab.coursework.score.Grade.Result;
import chatlab.coursework.score.Marking;
import chatlab.evidence.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The marker's view of a folder of grades. It changes `marks/ID.yaml`, keeps in `ID/marked.json`
/// what the marks are of, and changes nothing else.
///
/// Nothing is kept here: each look is at the files, which a person or `lab grade` may have changed.
public final class Review {
    private final Path grades;
    private final Rubric rubric;

    private Review(Path grades, Rubric rubric) {
        this.grades = grades;
        this.rubric = rubric;
    }

    /// One submission.
    ///
    /// @param automatic as the grader left it
    /// @param grade with what people have decided so far
    /// @param version of its marks, by which a change since is seen
    record Item(String id, Grade automatic, Grade grade, Marks marks, String version) {

        /// The criteria that the grader left to people.
        List<Result> forPeople() {
            return automatic.criteria().stream().filter(Result::needsHuman).toList();
        }

        /// @param only the one criterion that counts; null: all do
        boolean isOpen(@Nullable String only) {
            return only == null ? !grade.needsHuman().isEmpty() : grade.needsHuman().contains(only);
        }
    }

    /// The review of a folder of grades.
    ///
    /// @param rubricFile null: the lab's own
    /// @throws InputException if there are no grades, or the rubric is not the one that they were
    ///   given by
    public static Review of(Path grades, @Nullable Path rubricFile)
            throws IOException, InputException {
        var first = folders(grades).stream().findFirst();
        if (first.isEmpty()) {
            throw new InputException(
                    grades + " holds no grades; give the folder that lab grade --out wrote.");
        }
        var lab = Grade.read(first.get().resolve(GradeFolder.AUTOMATIC)).lab();
        var file = rubricFile == null ? LabFolder.find(lab).rubric() : rubricFile;
        var review = new Review(grades, Rubric.read(file));
        review.items();
        return review;
    }

    /// Writes the page of an appeal, `ID/appeal.html`.
    ///
    /// @return its file
    /// @throws InputException if there is no such submission
    public Path appeal(String id) throws IOException, InputException {
        return Appeal.write(this, id);
    }

    Rubric rubric() {
        return rubric;
    }

    /// All, in the order of their names.
    List<Item> items() throws IOException, InputException {
        var items = new ArrayList<Item>();
        for (var folder : folders(grades)) items.add(item(folder));
        return items;
    }

    Optional<Item> item(String id) throws IOException, InputException {
        for (var folder : folders(grades)) {
            if (name(folder).equals(id)) return Optional.of(item(folder));
        }
        return Optional.empty();
    }

    /// The folder among the grades.
    Path folder(Item item) {
        return grades.resolve(item.id());
    }

    /// Writes decisions.
    ///
    /// @param decisions by criterion; empty: it is open again
    /// @return false if the marks have changed since `version`: then nothing is written
    boolean mark(Item item, String version, Map<String, Optional<Mark>> decisions)
            throws IOException, InputException {
        var before = Marks.text(grades, item.id());
        if (!Sha256.of(before).equals(version)) return false;
        var text = before;
        for (var each : decisions.entrySet()) {
            var mark = each.getValue().orElse(null);
            text = MarksText.with(text, item.id(), rubric, each.getKey(), mark);
        }
        if (!text.equals(before)) Folders.write(Marks.file(grades, item.id()), text);
        Map<String, Mark> given = new LinkedHashMap<>();
        decisions.forEach((id, mark) -> mark.ifPresent(each -> given.put(id, each)));
        if (!given.isEmpty()) MarkBinding.bind(rubric, folder(item), item.automatic(), given);
        return true;
    }

    private Item item(Path folder) throws IOException, InputException {
        var id = name(folder);
        var automatic = Grade.read(folder.resolve(GradeFolder.AUTOMATIC));
        if (!automatic.rubric().sha256().equals(rubric.sha256())) {
            throw new InputException(
                    id
                            + " was graded by another rubric than this; run lab grade again, or"
                            + " give --rubric FILE.");
        }
        var text = Marks.text(grades, id);
        var marks = MarkBinding.current(rubric, folder, automatic, Marks.parse(text, id, rubric));
        var grade = Marking.marked(rubric, automatic, marks);
        return new Item(id, automatic, grade, marks, Sha256.of(text));
    }

    private static List<Path> folders(Path grades) throws IOException {
        if (!Files.isDirectory(grades)) return List.of();
        try (var all = Files.list(grades)) {
            return all.filter(folder -> Files.exists(folder.resolve(GradeFolder.AUTOMATIC)))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path folder) {
        return Objects.requireNonNull(folder.getFileName()).toString();
    }
}
