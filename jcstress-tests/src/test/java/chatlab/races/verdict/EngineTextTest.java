package chatlab.races.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.evidence.race.EngineAnswer;
import chatlab.evidence.race.EngineVerdict;
import chatlab.evidence.race.EngineWitness;
import chatlab.evidence.race.VolatileTrial;
import chatlab.evidence.race.VolatileTrial.Outcome;

import org.junit.jupiter.api.Test;

import java.util.List;

class EngineTextTest {
    private static final String BREAKS =
            "Engine: a schedule of join-join breaks it, with 0 preemptions and 1 stale read; it"
                    + " replays on any machine.";

    private static String text(VolatileTrial... trials) {
        var witness = new EngineWitness("join-join", "ann!", 0, 1, "lost", List.of(trials));
        return EngineText.of(new EngineAnswer(EngineVerdict.WITNESS, 2, 2, 17, 1_234, witness, ""));
    }

    @Test
    void aWitnessWithoutATrialIsOneSentence() {
        assertThat(text()).isEqualTo(BREAKS);
    }

    @Test
    void aFieldThatCuresIsNamedFirstWithItsExecutions() {
        assertThat(
                        text(
                                new VolatileTrial("A.a", Outcome.STILL_BROKEN, 5),
                                new VolatileTrial("A.b", Outcome.CURED, 1_514)))
                .isEqualTo(
                        BREAKS
                                + "\nWere A.b volatile: nothing broken in all 1,514 executions of"
                                + " join-join.\nA volatile A.a does not cure it.");
    }

    @Test
    void aMonitorThatCuresIsNamedWithWhatIsNotEnough() {
        assertThat(text(new VolatileTrial("A.a", Outcome.CURED_BY_MONITOR, 12)))
                .endsWith(
                        "Were each method that uses A.a synchronized: nothing broken in all 12"
                                + " executions of join-join. A volatile A.a is not enough.");
    }

    @Test
    void whatIsOpenAndWhatIsImpossibleIsSaid() {
        assertThat(text(new VolatileTrial("A.a", Outcome.UNDECIDED, 0)))
                .endsWith("A.a would cure it is open: not all executions were tried.");
        assertThat(text(new VolatileTrial("Object[]", Outcome.IMPOSSIBLE, 0)))
                .endsWith(
                        "Elements of an array (Object[]) cannot be volatile: use an array of"
                                + " java.util.concurrent.atomic, or hold a lock.");
    }
}
