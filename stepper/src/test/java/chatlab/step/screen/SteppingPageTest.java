package chatlab.step.screen;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.harness.scenario.Scenario;
import chatlab.step.witness.Witness;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What docs/stepping.md tells a reader to type is there.
class SteppingPageTest {
    private static final Pattern SCENARIO = Pattern.compile("--scenario ([a-z-]+)");
    private static final Pattern WITNESS = Pattern.compile("--witness ([a-z-]+)");

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/stepping.md"));
    }

    @Test
    void theLostUpdateIsTheOneThatCameAlong() throws IOException {
        var witness = Witness.shipped("unsafe").orElseThrow();

        assertThat(page())
                .contains("--play '" + witness.schedule() + "'")
                .contains(witness.outcome());
    }

    @Test
    void itsScenariosAndWitnessesExist() throws IOException {
        var page = page();

        assertThat(SCENARIO.matcher(page).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(title -> Scenario.titled(title).isPresent());
        assertThat(WITNESS.matcher(page).results().map(SteppingPageTest::name))
                .isNotEmpty()
                .isSubsetOf(Witness.shipped());
    }

    private static String name(MatchResult found) {
        return found.group(1);
    }
}
