package chatlab.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Files that JMH wrote, and what becomes of them when somebody edits them by hand. The sound one
/// was measured by `lab bench` in five interleaved rounds, the one from elsewhere by JMH alone.
class GoldenFilesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @Test
    void aFileThatTheLabWroteMayBeUsed() throws IOException {
        Judgement judgement = judge("jmh-sound.json", Terms.USUAL);

        assertThat(judgement.objections()).isEmpty();
        assertThat(judgement.verdict()).isNotEqualTo(ClaimVerdict.INADMISSIBLE);
        assertThat(judgement.sentence()).startsWith("cow is ").contains(" as fast as synchronized");
    }

    /// The score and the error that JMH computed, with another library, are those computed here.
    @Test
    void jmhComputesTheSameFigures() throws IOException {
        for (String file : List.of("jmh-sound.json", "jmh-elsewhere.json")) {
            for (JmhResult result : JmhResult.read(GOLDEN.resolve(file))) {
                assertThat(Admissibility.of(result)).as(file).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jmh-edited-score.json, primaryMetric.score",
        "jmh-edited-error.json, primaryMetric.scoreError",
        "jmh-edited-raw.json, primaryMetric.score",
        "jmh-edited-forks.json, forks",
        "jmh-edited-members.json, params"
    })
    void anEditedFileIsInadmissibleAndTheFieldIsNamed(String file, String field)
            throws IOException {
        Judgement judgement = judge(file, Terms.USUAL);

        assertThat(judgement.verdict()).isEqualTo(ClaimVerdict.INADMISSIBLE);
        assertThat(judgement.objections().getFirst().field()).isEqualTo(field);
        assertThat(judgement.conclusion()).startsWith("INADMISSIBLE; " + field + ": ");
    }

    @Test
    void aFileFromElsewhereLacksTheOrderOfItsForks() throws IOException {
        assertThat(judge("jmh-elsewhere.json", Terms.USUAL).objections())
                .extracting(Objection::field)
                .containsExactly("runOrder");
        assertThat(judge("jmh-elsewhere.json", new Terms(0.95, 0.03, true)).verdict())
                .isNotEqualTo(ClaimVerdict.INADMISSIBLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "{}", "[]", "[{}]", "[1]", "[{\"benchmark\":[]}]"})
    void anythingElseIsRefusedWithASentence(String text, @TempDir Path directory)
            throws IOException {
        Path file = Files.writeString(directory.resolve("results.json"), text);

        assertThatThrownBy(() -> JmhResult.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageEndingWith("give a file that JMH wrote with -rf json");
    }

    private static Judgement judge(String file, Terms terms) throws IOException {
        List<JmhResult> results = JmhResult.read(GOLDEN.resolve(file));
        return Claim.faster(results.get(1), results.get(0)).judge(terms);
    }
}
