package chatlab.coursework.rubric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.coursework.files.InputException;
import chatlab.coursework.lab.LabFolder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Valid rubrics are read; each mistake is refused with its line.
class RubricTest {
    private static final String RUBRIC =
            """
            schema: chatlab/rubric/1
            lab: "02"
            title: The lost update
            total: 30
            strategy: src/FixedBroadcast.java
            gates:
              - {id: compiles, kind: compiles}
            criteria:
              - {id: keeps, points: 20, kind: race, guarantees: [MEMBERSHIP]}
              - {id: sealed-well, points: 10, kind: report, requires: [sealed-prediction, numbers]}
            """;

    @TempDir private Path folder;

    private Rubric read(String text) throws IOException, InputException {
        return Rubric.read(Files.writeString(folder.resolve("rubric.yaml"), text));
    }

    @Test
    void aTitleThatIsLeftOutIsMadeOfTheId() throws Exception {
        assertThat(read(RUBRIC).criteria())
                .extracting(Criterion::title)
                .containsExactly("Keeps", "Sealed well");
    }

    @Test
    void theFloorOfSamplesIsInTheRubric() throws Exception {
        var rubric = RUBRIC.replace("[MEMBERSHIP]", "[MEMBERSHIP], samples: 500");

        assertThat(floors(RUBRIC)).containsExactly(3_000L);
        assertThat(floors(rubric)).containsExactly(500L);
    }

    private List<Long> floors(String text) throws IOException, InputException {
        return read(text).criteria().stream()
                .filter(Criterion.Race.class::isInstance)
                .map(criterion -> ((Criterion.Race) criterion).samples())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    total: 30          | total: 40            | rubric.yaml:4: the criteria's points add up to 30, not to the total of 40.
                    points: 20         | pionts: 20           | rubric.yaml:9: a criterion needs the key 'points'.
                    strategy:          | stategy:             | rubric.yaml:5: 'stategy' is not a key of a rubric; did you mean 'strategy'?
                    kind: race         | kind: rase           | rubric.yaml:9: there is no 'rase'; did you mean 'race'?
                    numbers]           | number]              | rubric.yaml:10: there is no 'number'; did you mean 'numbers'?
                    id: keeps          | id: sealed-well      | rubric.yaml:10: there are two criteria 'sealed-well'.
                    points: 20         | points: many         | rubric.yaml:9: 'points' must be a number from 0, not 'many'.
                    rubric/1           | rubric/9             | rubric.yaml:1: the schema is 'chatlab/rubric/9', not chatlab/rubric/1.
                    lab: "02"          | lab: ["02"           | rubric.yaml:3: this is not YAML
                    """)
    void aMistakeIsNamedWithItsLine(String right, String wrong, String message) {
        assertThatThrownBy(() -> read(RUBRIC.replace(right, wrong)))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void marksMustFitTheRubric() throws Exception {
        var rubric = read(RUBRIC);
        var file = Marks.file(folder, "ann");
        Files.createDirectories(file.getParent());

        Files.writeString(file, "keeps: {points: 15, note: nearly, by: tutor}\n");
        assertThat(Marks.read(folder, "ann", rubric).byCriterion())
                .containsEntry("keeps", new Marks.Mark(15, "nearly", "tutor"));

        Files.writeString(file, "keeps:\n  points: 25\n");
        assertThatThrownBy(() -> Marks.read(folder, "ann", rubric))
                .hasMessage("marks/ann.yaml:2: 'keeps' has at most 20 points, not 25.");

        Files.writeString(file, "kepes: {points: 1}\n");
        assertThatThrownBy(() -> Marks.read(folder, "ann", rubric))
                .hasMessageContaining("marks/ann.yaml:1: 'kepes' is not a key of")
                .hasMessageContaining("did you mean 'keeps'?");
    }

    @Test
    void everyLabsRubricIsOne() throws Exception {
        for (var lab : LabFolder.all()) {
            assertThat(Rubric.read(lab.path().resolve("rubric.yaml")).lab())
                    .isEqualTo(lab.number());
        }
    }
}
