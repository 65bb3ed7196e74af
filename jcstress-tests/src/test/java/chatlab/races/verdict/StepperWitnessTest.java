package chatlab.races.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.evidence.race.RacedStrategy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// With the witnesses in `src/test/resources/witnesses`.
class StepperWitnessTest {

    private static Optional<String> hint(String sha256, String guarantee, RaceVerdict verdict) {
        return StepperWitness.hint(
                new RacedStrategy("mine", "Mine.java", sha256, List.of()),
                new RaceRow(guarantee, true, verdict, null, 100, 1, null, List.of(), ""));
    }

    @Test
    void aBrokenGuaranteePointsToTheWitnessOfThisSource() {
        assertThat(hint("2", "MEMBERSHIP", RaceVerdict.BROKEN))
                .hasValue("See it happen: lab step --witness mine-now");
    }

    @Test
    void withoutAWitnessThereIsNoHint() {
        assertThat(hint("3", "MEMBERSHIP", RaceVerdict.BROKEN)).isEmpty();
        assertThat(hint("2", "DELIVERY", RaceVerdict.BROKEN)).isEmpty();
        assertThat(hint("2", "MEMBERSHIP", RaceVerdict.HELD)).isEmpty();
    }
}
