package chatlab.coursework.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import chatlab.coursework.TestLabMain;
import chatlab.coursework.files.InputException;
import chatlab.coursework.rubric.Criterion;
import chatlab.coursework.rubric.Rubric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Races starters and solutions: the starter fails the lab's demands, and the solution meets them.
///
/// Runs lab 01 and lab 08 only; `-Dsolutions=all` runs every lab that asks for code.
class SolutionsTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    static List<LabFolder> labs() throws IOException {
        return LabFolder.all();
    }

    @ParameterizedTest
    @MethodSource("labs")
    void aSolutionKeepsWhatItsRubricAsksAndTheStarterDoesNot(LabFolder lab)
            throws IOException, InterruptedException, InputException {
        boolean isAsked =
                List.of("01", "08").contains(lab.number())
                        || "all".equals(System.getProperty("solutions"));
        assumeThat(isAsked).as("takes minutes; -Dsolutions=all").isTrue();
        var rubric = Rubric.read(lab.rubric());
        var file = rubric.strategy();
        assumeThat(file).as("the code it asks for").isNotNull();

        var solution = race(LabsTest.solution(lab).resolve(file), rubric);
        var starter = race(lab.starter().resolve(file), rubric);

        assertThat(kept(solution)).containsAll(asked(rubric));
        assertThat(kept(starter))
                .as("by the starter")
                .doesNotContainAnyElementsOf(rubric.declares());
    }

    /// Declared, and not seen broken.
    private static List<String> kept(JsonNode race) {
        var kept = new ArrayList<String>();
        for (var result : race.path("results")) {
            boolean isHeld = result.path("verdict").asText().equals("HELD");
            if (isHeld && result.path("declared").asBoolean()) {
                kept.add(result.path("guarantee").asText());
            }
        }
        return kept;
    }

    private static Set<String> asked(Rubric rubric) {
        var asked = new TreeSet<>(rubric.declares());
        for (var criterion : rubric.criteria()) {
            if (criterion instanceof Criterion.Race race) asked.addAll(race.guarantees());
        }
        return asked;
    }

    private static JsonNode race(Path file, Rubric rubric)
            throws IOException, InterruptedException {
        var code = file.toAbsolutePath().toString();
        var words = new ArrayList<>(rubric.tool().arguments(code, List.copyOf(asked(rubric))));
        // Also what only race tests see.
        words.replaceAll(word -> word.equals("--engine-only") ? "--quick" : word);
        var outcome =
                LabTools.here(TestLabMain.class.getName())
                        .run(words, Path.of("").toAbsolutePath(), LIMIT);
        assertThat(outcome.exitCode()).as(outcome.errors()).isIn(0, 1);
        return new JsonMapper().readTree(outcome.output());
    }
}
