package chatlab.coursework.rubric;

import chatlab.coursework.files.InputException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// How a lab is marked: data, which a course changes without touching the grader.
///
/// @param total the sum of the criteria's points
/// @param strategy path of the student's code in a submission; null: none is asked for
/// @param tool tries that code
/// @param declares guarantees that the student's strategy must declare, at least
/// @param permits packages (`java.text.*`), classes or members that its code may use beyond the
///   usual
/// @param sha256 of the file
public record Rubric(
        String lab,
        String title,
        double total,
        @Nullable String strategy,
        Tool tool,
        List<String> declares,
        List<String> permits,
        List<Gate> gates,
        List<Criterion> criteria,
        String sha256) {

    static final String SCHEMA = "chatlab/rubric/1";

    public Rubric {
        declares = List.copyOf(declares);
        permits = List.copyOf(permits);
        gates = List.copyOf(gates);
        criteria = List.copyOf(criteria);
    }

    /// The guarantees that some criterion wants to see raced.
    public List<String> raced() {
        return criteria.stream()
                .flatMap(criterion ->
                        criterion instanceof Criterion.Race race
                                ? race.guarantees().stream()
                                : Stream.empty())
                .distinct()
                .toList();
    }

    /// Reads a `rubric.yaml`.
    ///
    /// @throws InputException with the line and what is wrong there, in a sentence
    public static Rubric read(Path file) throws IOException, InputException {
        return RubricReader.read(file);
    }
}
