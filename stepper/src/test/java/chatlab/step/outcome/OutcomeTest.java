package chatlab.step.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.strategies.Guarantee;

import org.junit.jupiter.api.Test;

import java.util.List;

class OutcomeTest {
    @Test
    void anOutcomeSurvivesItsWayFromTheChild() {
        var outcome =
                new Outcome(
                        List.of(
                                new BrokenPromise(Guarantee.DELIVERY, "one"),
                                new BrokenPromise(null, "nobody can go on")),
                        "ann is in");

        assertThat(Outcome.decode(outcome.encode())).isEqualTo(outcome);
    }
}
