package chatlab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class AdmissibilityTest {

    private static final JmhResult SOUND = Results.of("cow", 1, 231, 228, 240, 235, 226);
    private static final JmhResult OTHER = Results.of("rwlock", 2, 100, 103, 99, 101, 98);

    @Test
    void aSoundPairHasNothingAgainstIt() {
        assertThat(Admissibility.of(SOUND)).isEmpty();
        assertThat(Admissibility.ofPair(SOUND, OTHER, false)).isEmpty();
    }

    @Test
    void fewForksAndNoWarmUpAreNamed() {
        assertThat(fields(Results.of("cow", 1, 231, 228, 240, 235))).containsExactly("forks");
        assertThat(fields(with(SOUND, 0, 5, SOUND.primaryMetric())))
                .containsExactly("warmupIterations");
    }

    @Test
    void aShortRunMayBeUsed() {
        var raw = SOUND.primaryMetric().rawData().stream().map(f -> f.subList(0, 1)).toList();

        assertThat(fields(with(SOUND, 1, 1, Results.metric(raw)))).isEmpty();
    }

    @Test
    void noForksMeansJmhsOwnJvm() {
        JmhResult unforked = withForks(SOUND, 0);

        assertThat(Admissibility.of(unforked))
                .first()
                .hasToString("forks: 0, so it was measured inside JMH's own JVM");
    }

    @Test
    void rawDataMustHaveARowForEachForkAndAValueForEachIteration() {
        assertThat(fields(withForks(SOUND, 6))).containsExactly("primaryMetric.rawData");
        assertThat(fields(with(SOUND, 5, 6, SOUND.primaryMetric())))
                .containsExactly("primaryMetric.rawData");
    }

    @Test
    void anEditedScoreIsFound() {
        var m = SOUND.primaryMetric();
        var edited =
                new JmhResult.Metric(
                        m.score() * 1.1,
                        m.scoreError(),
                        m.scoreConfidence(),
                        m.scoreUnit(),
                        m.rawData());

        assertThat(fields(with(SOUND, 5, 5, edited))).containsExactly("primaryMetric.score");
    }

    @Test
    void anEditedErrorIsFound() {
        var m = SOUND.primaryMetric();
        var edited =
                new JmhResult.Metric(
                        m.score(),
                        m.scoreError() / 2,
                        m.scoreConfidence(),
                        m.scoreUnit(),
                        m.rawData());

        assertThat(fields(with(SOUND, 5, 5, edited))).containsExactly("primaryMetric.scoreError");
    }

    @Test
    void anEditedRawValueIsFoundByTheFiguresThatFollowFromIt() {
        var m = SOUND.primaryMetric();
        var raw = new ArrayList<>(m.rawData());
        raw.set(0, List.of(300., 300., 300., 300., 300.));
        var edited =
                new JmhResult.Metric(
                        m.score(), m.scoreError(), m.scoreConfidence(), m.scoreUnit(), raw);

        assertThat(fields(with(SOUND, 5, 5, edited)))
                .containsExactly(
                        "primaryMetric.score",
                        "primaryMetric.scoreError",
                        "primaryMetric.scoreConfidence");
    }

    @Test
    void whatDiffersBetweenTheTwoIsNamed() {
        JmhResult another =
                new JmhResult(
                        OTHER.benchmark(),
                        "avgt",
                        4,
                        5,
                        List.of("-Xmx2g"),
                        "26",
                        "another VM",
                        "26+1",
                        5,
                        5,
                        Map.of("members", "8", "strategy", "rwlock"),
                        OTHER.primaryMetric(),
                        OTHER.runOrder());

        assertThat(Admissibility.ofPair(SOUND, another, false))
                .extracting(Objection::field)
                .containsExactly(
                        "mode",
                        "threads",
                        "params",
                        "jdkVersion",
                        "vmName",
                        "vmVersion",
                        "jvmArgs");
    }

    @Test
    void forksOneAfterTheOtherAreNotInterleaved() {
        JmhResult first = withOrder(SOUND, new JmhResult.RunOrder("run", List.of(1, 2, 3, 4, 5)));
        JmhResult second = withOrder(OTHER, new JmhResult.RunOrder("run", List.of(6, 7, 8, 9, 10)));

        assertThat(Admissibility.ofPair(first, second, false))
                .singleElement()
                .asString()
                .startsWith("runOrder: the forks of both were not interleaved in time");
    }

    @Test
    void othersMayRunInBetween() {
        JmhResult first =
                withOrder(SOUND, new JmhResult.RunOrder("run", List.of(1, 9, 11, 19, 21)));
        JmhResult second =
                withOrder(OTHER, new JmhResult.RunOrder("run", List.of(3, 7, 13, 17, 23)));

        assertThat(Admissibility.ofPair(first, second, false)).isEmpty();
    }

    @Test
    void forksOfDifferentRunsAreNotInterleaved() {
        JmhResult elsewhere =
                withOrder(OTHER, new JmhResult.RunOrder("run 2", List.of(2, 3, 6, 7, 10)));

        assertThat(Admissibility.ofPair(SOUND, elsewhere, false))
                .extracting(Objection::toString)
                .containsExactly("runOrder: the two are of different runs");
    }

    @Test
    void filesWithoutAnOrderAreBelievedOnlyWhenAsked() {
        JmhResult plain = withOrder(OTHER, null);

        assertThat(Admissibility.ofPair(SOUND, plain, false))
                .extracting(Objection::field)
                .containsExactly("runOrder");
        assertThat(Admissibility.ofPair(SOUND, plain, true)).isEmpty();
    }

    private static List<String> fields(JmhResult result) {
        return Admissibility.of(result).stream().map(Objection::field).toList();
    }

    private static JmhResult withForks(JmhResult r, int forks) {
        return copy(r, forks, 5, 5, r.primaryMetric(), r.runOrder());
    }

    private static JmhResult with(
            JmhResult r, int warmup, int iterations, JmhResult.Metric metric) {
        return copy(r, r.forks(), warmup, iterations, metric, r.runOrder());
    }

    private static JmhResult withOrder(JmhResult r, JmhResult.@Nullable RunOrder order) {
        return copy(r, r.forks(), 5, 5, r.primaryMetric(), order);
    }

    private static JmhResult copy(
            JmhResult r,
            int forks,
            int warmup,
            int iterations,
            JmhResult.Metric metric,
            JmhResult.@Nullable RunOrder order) {
        return new JmhResult(
                r.benchmark(),
                r.mode(),
                r.threads(),
                forks,
                r.jvmArgs(),
                r.jdkVersion(),
                r.vmName(),
                r.vmVersion(),
                warmup,
                iterations,
                r.params(),
                metric,
                order);
    }
}
