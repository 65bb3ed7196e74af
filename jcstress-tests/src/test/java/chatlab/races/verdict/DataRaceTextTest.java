package chatlab.races.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.evidence.race.CanaryResult;
import chatlab.evidence.race.EngineRace;
import chatlab.evidence.race.EngineRace.Kind;
import chatlab.evidence.race.EngineRace.Side;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RacedStrategy;

import org.junit.jupiter.api.Test;

import java.util.List;

class DataRaceTextTest {
    private static final EngineRace SIZE =
            race("Mine.size", Kind.FIELD, "Mine.list:40", "Mine.join:31");

    private static EngineRace race(String variable, Kind kind, String read, String written) {
        return new EngineRace(
                variable, kind, new Side("ann", false, read), new Side("bob", true, written));
    }

    private static String text(boolean isVerbose, EngineRace... races) {
        var strategy = new RacedStrategy("mine", "Mine", "00", List.of());
        var report = RaceReport.of(strategy, new CanaryResult(true, true), List.of(), null);
        return DataRaceText.of(report.withRaces(List.of(races)), isVerbose).orElse("");
    }

    @Test
    void aRaceIsShownWithBothPlacesAndWhatOrdersThem() {
        assertThat(text(false, SIZE))
                .isEqualTo(
                        """
                        Mine.size: nothing orders ann's read at Mine.list:40 and bob's write at Mine.join:31. \
                        To order them, make it volatile, or hold one lock at both places.
                        A data race need not break a promise.\
                        """);
    }

    @Test
    void otherPairsOfOneVariableAreCountedAndListedOnlyOnRequest() {
        var other = race("Mine.size", Kind.FIELD, "Mine.list:40", "Mine.leave:35");

        assertThat(text(false, SIZE, other))
                .contains("(and 1 more pair of places)")
                .doesNotContain("Mine.leave:35");
        assertThat(text(true, SIZE, other))
                .contains("\n  ann's read at Mine.list:40 and bob's write at Mine.join:31\n")
                .contains("\n  ann's read at Mine.list:40 and bob's write at Mine.leave:35\n");
    }

    @Test
    void atMostThreeVariablesAreShownUnlessAllAreAskedFor() {
        var races =
                List.of("A.a", "A.b", "A.c", "A.d").stream()
                        .map(name -> race(name, Kind.FIELD, "A.r:1", "A.w:2"))
                        .toArray(EngineRace[]::new);

        assertThat(text(false, races)).contains("A.c:", "1 more variable").doesNotContain("A.d:");
        assertThat(text(true, races)).contains("A.d:").doesNotContain("more variable");
    }

    @Test
    void nothingIsShownWithoutARace() {
        assertThat(text(true)).isEmpty();
    }
}
