package chatlab.races;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.races.RaceReport.Row;
import chatlab.races.RaceReport.Strategy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// With the witnesses in `src/test/resources/witnesses`.
class StepperWitnessTest {

    private static Optional<String> hint(String sha256, String guarantee, Verdict verdict) {
        return StepperWitness.hint(
                new Strategy("mine", "Mine.java", sha256, List.of()),
                new Row(guarantee, true, verdict, 100, 1, null, List.of(), ""));
    }

    @Test
    void aBrokenGuaranteePointsToTheWitnessOfThisSource() {
        assertThat(hint("2", "MEMBERSHIP", Verdict.BROKEN))
                .hasValue("See it happen: lab step --witness mine-now");
    }

    @Test
    void withoutAWitnessThereIsNoHint() {
        assertThat(hint("3", "MEMBERSHIP", Verdict.BROKEN)).isEmpty();
        assertThat(hint("2", "DELIVERY", Verdict.BROKEN)).isEmpty();
        assertThat(hint("2", "MEMBERSHIP", Verdict.HELD)).isEmpty();
    }
}
