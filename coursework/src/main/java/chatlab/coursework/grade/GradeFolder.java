package chatlab.coursework.grade;

import chatlab.coursework.files.Folders;
import chatlab.coursework.page.Feedback;
import chatlab.coursework.rubric.Marks;
import chatlab.coursework.rubric.Points;
import chatlab.coursework.rubric.Rubric;
import chatlab.coursework.score.Grade;
import chatlab.coursework.score.Marking;
import chatlab.evidence.FolderTree;
import chatlab.evidence.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The folder of one submission among the grades.
public record GradeFolder(Path path) {
    /// The file of the grade without the decisions of people.
    public static final String AUTOMATIC = "runs/automatic.json";

    /// The file of notes for staff, among the runs.
    static final String NOTES = "notes.txt";

    /// The grade of an earlier run; null if there is none.
    @Nullable Grade earlier() {
        try {
            return Grade.read(path.resolve(AUTOMATIC));
        } catch (IOException _) {
            return null; // there is none, or it is of another version
        }
    }

    /// Keeps the results; the automatic grade last, because it shows that the rest is complete.
    void keep(Grader.Graded graded, double seconds) throws IOException {
        Files.deleteIfExists(path.resolve(AUTOMATIC));
        FolderTree.delete(path.resolve("runs"));
        FolderTree.delete(path.resolve("submission"));
        Files.createDirectories(path.resolve("runs"));
        if (graded.folder() != null) Files.move(graded.folder(), path.resolve("submission"));
        for (var run : graded.runs().entrySet()) {
            Folders.write(path.resolve("runs").resolve(run.getKey()), run.getValue());
        }
        Folders.write(
                path.resolve("timing.json"), Json.pretty(Map.of("seconds", Points.round(seconds))));
        Folders.write(path.resolve(AUTOMATIC), graded.grade().json());
    }

    /// Puts the decisions of people into a grade, and writes it with the feedback.
    Grade mark(Rubric rubric, Grade automatic, Marks marks) throws IOException {
        var current = MarkBinding.current(rubric, path, automatic, marks);
        var grade = Marking.marked(rubric, automatic, current);
        MarkBinding.keep(rubric, path, automatic, current);
        write(grade);
        return grade;
    }

    private void write(Grade grade) throws IOException {
        Folders.write(path.resolve("feedback.html"), Feedback.html(grade));
        Folders.write(path.resolve("feedback.md"), Feedback.markdown(grade));
        Folders.write(path.resolve(Grade.NAME), grade.json());
    }

    /// Notes for staff.
    List<String> notes() throws IOException {
        var file = path.resolve("runs").resolve(NOTES);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
