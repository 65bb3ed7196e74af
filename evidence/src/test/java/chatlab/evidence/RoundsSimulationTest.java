package chatlab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.evidence.NoisyMachine.Disturbance;
import chatlab.evidence.NoisyMachine.TwoSamples;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Random;

/// What short forks that are compared within rounds are better at than long forks that are compared
/// as two heaps. Both have 50 s of a simulated machine, on which two identical programs run.
class RoundsSimulationTest {
    private static final int RUNS = 3000;

    /// 22 rounds: forks of 1.1 s, of which 0.8 s are start and warm-up.
    private static Ratio inRounds(Disturbance disturbance, Random random) {
        var machine = new NoisyMachine(disturbance, random);
        return Ratio.ofRounds(TwoSamples.inRounds(machine, 22, 8, 3).differences(), 1);
    }

    /// Five forks of 5 s, of which 3 s are start and warm-up.
    private static Ratio asHeaps(Disturbance disturbance, Random random) {
        var machine = new NoisyMachine(disturbance, random);
        var samples = TwoSamples.inRounds(machine, 5, 30, 20);
        return Ratio.ofForks(samples.first(), samples.second());
    }

    @ParameterizedTest
    @EnumSource
    void identicalCodeIsFoundToDifferInFivePercentOfRuns(Disturbance disturbance) {
        var random = new Random(20_251_129);
        int errors = 0;
        for (int run = 0; run < RUNS; run++) {
            Interval interval = inRounds(disturbance, random).interval(0.95);
            if (interval.liesAbove(1) || interval.liesBelow(1)) errors++;
        }

        assertThat((double) errors / RUNS).isBetween(0.03, 0.07);
    }

    @ParameterizedTest
    @EnumSource
    void theIntervalIsHalfAsWideInTheSameTime(Disturbance disturbance) {
        var random = new Random(4);
        double rounds = 0;
        double heaps = 0;
        for (int run = 0; run < RUNS; run++) {
            rounds += width(inRounds(disturbance, random));
            heaps += width(asHeaps(disturbance, random));
        }

        assertThat(rounds / heaps).isLessThan(0.5);
    }

    private static double width(Ratio ratio) {
        Interval interval = ratio.interval(0.95);
        return Math.log(interval.high() / interval.low());
    }
}
