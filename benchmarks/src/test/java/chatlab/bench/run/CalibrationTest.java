package chatlab.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chatlab.evidence.Terms;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class CalibrationTest {
    private static final Terms TERMS = new Terms(0.95, 0.03, false);

    private static Calibration of(double spread) {
        return new Calibration(List.of(0.0, spread, 0.0, spread, 0.0), Duration.ofSeconds(1));
    }

    @Test
    void aRoundTakesAsLongAsItsForks() {
        assertThat(of(0.1).rounds(Duration.ofMinutes(2), 12)).isEqualTo(10);
    }

    /// Ten rounds: t is 2.262 at 9 degrees of freedom. Of four differences of 0.1, the squares sum
    /// up to 0.04, and chi-squared at 4 degrees of freedom is below 1.649 with a probability of 20
    /// %.
    @Test
    void whatCanBeToldApartIsTheEndOfTheIntervalOfTwoIdenticalContestants() {
        double expected = 1.03 * Math.exp(2.262 * Math.sqrt(0.04 / 1.649 / 10));

        assertThat(of(0.1).smallestRatio(10, 1, 1, TERMS)).isCloseTo(expected, within(1e-3));
    }

    @Test
    void noiseAndManyComparisonsNeedALargerRatio() {
        double quiet = of(0.1).smallestRatio(10, 1, 1, TERMS);

        assertThat(of(0.3).smallestRatio(10, 1, 1, TERMS)).isGreaterThan(quiet);
        assertThat(of(0.1).smallestRatio(10, 9, 5, TERMS)).isGreaterThan(quiet);
        assertThat(of(0.1).smallestRatio(100, 1, 1, TERMS)).isLessThan(quiet);
    }
}
