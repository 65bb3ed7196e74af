package chatlab.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// The expected intervals were computed apart from this code and its library, in the steps of Welch
/// (1947) on the natural logarithms, with t by numeric integration.
class RatioTest {

    private static final List<Double> FAST = List.of(231., 228., 240., 235., 226.);
    private static final List<Double> SLOW = List.of(100., 103., 99., 101., 98.);

    @Test
    void theIntervalIsWelchsOnLogarithmsOfForkMeans() {
        Ratio ratio = ratio(FAST, SLOW);

        assertThat(ratio.estimate()).isCloseTo(2.3151700747957142, within(1e-12));
        assertThat(ratio.degreesOfFreedom()).isCloseTo(7.610127856188991, within(1e-9));
        assertThat(ratio.interval(0.95).low()).isCloseTo(2.242223720780132, within(1e-8));
        assertThat(ratio.interval(0.95).high()).isCloseTo(2.3904895954649406, within(1e-8));
        assertThat(ratio.interval(0.90).low()).isCloseTo(2.256297979279147, within(1e-8));
    }

    /// Student's t at 5 degrees of freedom is 2.5706.
    @Test
    void withFewRoundsTheIntervalIsStudentsOfTheDifferences() {
        Ratio ratio = Ratio.ofRounds(List.of(.1, .2, .3, .4, .5, .6), 1);

        double half = 2.570582 * Math.sqrt(0.035) / Math.sqrt(6);
        assertThat(ratio.estimate()).isCloseTo(Math.exp(0.35), within(1e-12));
        assertThat(ratio.interval(0.95).low()).isCloseTo(Math.exp(0.35 - half), within(1e-6));
    }

    /// Ten rounds, of which the first and the last count as 2 and 9; 8 are kept. t at 7 degrees of
    /// freedom is 2.3646.
    @Test
    void oneRoundInTenIsCutOffAtEachEnd() {
        Ratio ratio = Ratio.ofRounds(List.of(-50., 2., 3., 4., 5., 6., 7., 8., 9., 1000.), 1);

        double squares = 2 * (2 * 3.5 * 3.5 + 2.5 * 2.5 + 1.5 * 1.5 + 0.5 * 0.5);
        double half = 2.364624 * Math.sqrt(squares / 7 / 8);
        assertThat(Math.log(ratio.estimate())).isCloseTo(5.5, within(1e-12));
        assertThat(Math.log(ratio.interval(0.95).low())).isCloseTo(5.5 - half, within(1e-5));
        assertThat(ratio.forks()).isEqualTo(10);
    }

    @Test
    void eachLookHasAnEqualShareOfTheError() {
        List<Double> differences = List.of(.1, .2, .3, .4, .5, .6);

        Interval plain = Ratio.ofRounds(differences, 1).interval(0.99);
        Interval fiveLooks = Ratio.ofRounds(differences, 5).interval(0.95);

        assertThat(fiveLooks.low()).isCloseTo(plain.low(), within(1e-9));
    }

    @Test
    void theOtherWayRoundItIsTheReciprocal() {
        Interval interval = ratio(FAST, SLOW).interval(0.95);
        Interval turned = ratio(SLOW, FAST).interval(0.95);

        assertThat(turned.low()).isCloseTo(1 / interval.high(), within(1e-12));
        assertThat(turned.high()).isCloseTo(1 / interval.low(), within(1e-12));
    }

    @Test
    void ofTimesTheShorterIsTheFaster() {
        JmhResult fast = timed("fast", "ns/op", FAST.stream().map(v -> 1e6 / v).toList());
        JmhResult slow = timed("slow", "ns/op", SLOW.stream().map(v -> 1e6 / v).toList());

        assertThat(Ratio.of(fast, slow).estimate()).isCloseTo(2.31517, within(1e-5));
    }

    @Test
    void unitsOfTimeAreConverted() {
        JmhResult fast = timed("fast", "ns/op", FAST.stream().map(v -> 1e6 / v).toList());
        JmhResult slow = timed("slow", "us/op", SLOW.stream().map(v -> 1e3 / v).toList());

        assertThat(Ratio.of(fast, slow).estimate()).isCloseTo(2.31517, within(1e-5));
    }

    private static JmhResult timed(String strategy, String unit, List<Double> forkMeans) {
        var raw = forkMeans.stream().map(List::of).toList();
        JmhResult result = Results.result(strategy, "avgt", raw, null);
        return Results.with(result, JmhResult.Metric.of(unit, raw));
    }

    private static Ratio ratio(List<Double> subject, List<Double> other) {
        return Ratio.ofForks(logarithms(subject), logarithms(other));
    }

    private static List<Double> logarithms(List<Double> speeds) {
        return speeds.stream().map(Math::log).toList();
    }

    @Test
    void forksWithoutAnySpreadLeaveOnePoint() {
        Ratio ratio = ratio(List.of(2., 2., 2.), List.of(1., 1., 1.));

        assertThat(ratio.interval(0.95).low()).isCloseTo(2, within(1e-12));
        assertThat(ratio.interval(0.95).high()).isCloseTo(2, within(1e-12));
        assertThat(ratio.probabilityIfOnly(1.5)).isZero();
        assertThat(ratio.probabilityIfOnly(3)).isOne();
    }

    @Test
    void oneForkHasNoVarianceAndZeroNoLogarithm() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ratio(List.of(1.), SLOW))
                .withMessageContaining("one fork");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ratio(List.of(1., 0.), SLOW))
                .withMessageContaining("above 0");
    }

    /// Forks differ by 3 %, their iterations by 1 %, as they do in practice. The interval errs when
    /// it does not hold the true ratio, 1.
    @Test
    void identicalCodeIsFoundToDifferInFivePercentOfRuns() {
        var random = new Random(20_240_229);
        int runs = 4000;

        long errors =
                Stream.generate(() -> ratio(run(random), run(random)).interval(0.95))
                        .limit(runs)
                        .filter(interval -> interval.liesAbove(1) || interval.liesBelow(1))
                        .count();

        assertThat((double) errors / runs).isBetween(0.03, 0.07);
    }

    private static List<Double> run(Random random) {
        return Stream.generate(() -> 1000 * Math.exp(0.03 * random.nextGaussian()))
                .limit(5)
                .map(fork ->
                        Student.mean(
                                Stream.generate(() -> fork * (1 + 0.01 * random.nextGaussian()))
                                        .limit(5)
                                        .toList()))
                .toList();
    }
}
