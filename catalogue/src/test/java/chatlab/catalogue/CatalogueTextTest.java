package chatlab.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.strategies.BugCard.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class CatalogueTextTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @MethodSource("chatlab.catalogue.Catalogue#entries")
    void theLabelledLinesOfTheJavadocAreAlwaysTheSameInTheSameOrder(CatalogueEntry entry) {
        var comment = ClassComment.of(entry.source().orElseThrow());

        if (entry.bugCard().isPresent()) {
            assertThat(comment.sentence()).startsWith("BROKEN ON PURPOSE: ");
            assertThat(comment.labelled().keySet())
                    .containsExactly("Breaks", "Because", "Symptom", "Caught by", "Fix", "Notice");
        } else {
            assertThat(comment.labelled().keySet())
                    .containsExactly(
                            "Guarantee", "Invariant", "Progress", "Cost", "Notice", "When");
        }
    }

    /// The bug card and the class comment both say what breaks and what shows it.
    @ParameterizedTest
    @MethodSource("chatlab.catalogue.Catalogue#entries")
    void theCommentNamesTheGuaranteesAndTheToolsOfTheCard(CatalogueEntry entry) {
        if (entry.bugCard().isEmpty()) return;
        var card = entry.bugCard().get();

        for (var guarantee : card.breaks()) {
            assertThat(entry.comment().line("Breaks")).contains(CatalogueText.words(guarantee));
        }
        for (var tool : Tool.values()) {
            assertThat(entry.comment().line("Caught by").contains(name(tool)))
                    .as("the comment names %s", tool)
                    .isEqualTo(List.of(card.shownBy()).contains(tool));
        }
    }

    private static String name(Tool tool) {
        return switch (tool) {
            case JCSTRESS -> "race tests";
            case ENGINE -> "engine";
            case RENDEZVOUS, WATCHDOG, STEPPER, SWARM -> CatalogueText.words(tool);
        };
    }

    @ParameterizedTest
    @MethodSource("chatlab.catalogue.Catalogue#entries")
    void thePageNamesTheSourceAndItExists(CatalogueEntry entry) {
        var page = CatalogueText.page(entry);

        assertThat(page).contains(CatalogueText.source(entry));
        assertThat(Path.of("..", CatalogueText.source(entry))).exists();
    }

    @Test
    void thePageOfABrokenTwinShowsItsWholeCard() throws StrategyNotFoundException {
        var page = CatalogueText.page(Catalogue.find("unsafe-snapshot", List.of()));

        assertThat(page)
                .contains("BROKEN ON PURPOSE")
                .containsPattern("Bug +lost update")
                .containsPattern("Family +atomicity violation")
                .containsPattern("Breaks +MEMBERSHIP")
                .containsPattern("Twin +snapshot")
                .containsPattern("Shown by +jcstress, engine")
                .containsPattern("Symptom +of two people who join")
                .containsPattern("Fix +replace the array by compare-and-set");
    }

    @Test
    void thePageOfAStudentsStrategyDoesWithoutComment() throws Exception {
        var annotation = "@Strategy(name = \"mine\", technique = \"a set\", guarantees = {})";
        var file = folder.resolve("Mine.java");
        Files.writeString(file, CatalogueTest.mine("Mine", annotation));

        var page = CatalogueText.page(Catalogue.find(file.toString(), List.of()));

        assertThat(page)
                .startsWith("mine\n\nTechnique    a set\n\nDoes not promise\n")
                .doesNotContain("\nPromises")
                .contains(file.toString());
    }

    @Test
    void theMatrixMarksWhatIsPromisedAndWhatIsBroken() throws StrategyNotFoundException {
        var cow = Catalogue.find("cow", List.of());
        var broken = Catalogue.find("unsafe-index-loop", List.of());

        var matrix = CatalogueText.matrix(List.of(cow, broken));

        assertThat(matrix.lines().limit(4))
                .containsExactly(
                        "                  MEM DEL SNA QUI SEN CAU TOT FAI REE STA CON",
                        "cow                +   +   +   .   +   .   .   +   +   +   +",
                        "broken on purpose:",
                        "unsafe-index-loop  +   !   +   .   +   .   .   +   !   +   +");
    }

    @ParameterizedTest
    @MethodSource("chatlab.catalogue.Catalogue#entries")
    void noLineIsWiderThanATerminalButForAPath(CatalogueEntry entry) {
        var text = CatalogueText.page(entry) + CatalogueText.matrix(List.of(entry));

        assertThat(text.lines().filter(line -> !line.contains(CatalogueText.source(entry))))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }
}
