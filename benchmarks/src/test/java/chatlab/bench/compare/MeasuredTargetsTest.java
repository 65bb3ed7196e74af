package chatlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.evidence.Interval;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Ratio;
import chatlab.evidence.Terms;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The recorded run that docs/benchmarks.md shows: its table follows from its raw data. With
/// `-Ddocs.write=true`, the table is written anew, for the page to take.
class MeasuredTargetsTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Terms SHARED_MACHINE = new Terms(0.95, 0.1, false);
    private static final Path RECORDED = DOCS.resolve("measured/targets");

    /// The same claims, measured while up to ten other processes wanted the processors.
    private static final Path BUSY = DOCS.resolve("measured/busy/bench.json");

    @Test
    void theTableFollowsFromTheRawData() throws IOException {
        var results = JmhResult.read(RECORDED.resolve("bench.json"));

        var table = TargetResults.of(Target.all(), results, SHARED_MACHINE).markdown();

        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(RECORDED.resolve("targets.md"), table);
        }
        assertThat(RECORDED.resolve("targets.md")).hasContent(table);
        assertThat(Files.readString(DOCS.resolve("benchmarks.md"))).contains(table);
    }

    /// In this run, a few fast forks lift JMH's own score out of the interval of one result.
    @Test
    void aSpeedIsShownWithAnIntervalAroundIt() throws IOException {
        for (var result : JmhResult.read(RECORDED.resolve("bench.json"))) {
            var interval = Objects.requireNonNull(result.interval(0.95));

            assertThat(result.typicalScore()).isBetween(interval.low(), interval.high());
        }
    }

    /// The same forks of a busy machine, once with their rounds and once as a file of JMH has them.
    @Test
    void roundsHalveTheIntervals() throws IOException {
        var results = JmhResult.read(BUSY);
        var claims =
                Target.all().stream().flatMap(target -> target.claim(results).stream()).toList();

        List<Double> shares =
                claims.stream()
                        .map(claim ->
                                width(Ratio.of(claim.subject(), claim.than()))
                                        / width(
                                                Ratio.ofForks(
                                                        logarithms(claim.subject()),
                                                        logarithms(claim.than()))))
                        .sorted()
                        .toList();

        assertThat(shares.get(shares.size() / 2)).isLessThan(0.5);
    }

    private static List<Double> logarithms(JmhResult result) {
        return result.forkMeans().stream().map(Math::log).toList();
    }

    /// Of one claim that is looked at once.
    private static double width(Ratio ratio) {
        Interval interval = ratio.interval(1 - 0.05 * ratio.looks());
        return Math.log(interval.high() / interval.low());
    }
}
