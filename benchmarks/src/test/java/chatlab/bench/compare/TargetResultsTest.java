package chatlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.bench.run.BenchQuestion;
import chatlab.bench.run.Cell;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Terms;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class TargetResultsTest {
    private static final Cell CELL =
            new Cell(BenchQuestion.JOINS, Map.of("members", "10000"), /* threads= */ 2);
    private static final JmhResult COW = result("cow", 1, 100, 101, 100.5, 99.5, 99);

    @Test
    void aTargetIsMetWhenItsClaimIsSupported() {
        var outcomes = outcomes(5, result("striped", 2, 700, 703, 699, 701, 698));

        assertThat(outcomes.exitCode()).isZero();
        assertThat(outcomes.text())
                .contains("striped is at least 5 times as fast as cow (joins: members=10000")
                .contains("SUPPORTED: striped is 7.00 times as fast as cow (")
                .endsWith("1 of 1 are met.\n");
        assertThat(outcomes.markdown())
                .contains("| `striped` | 5 | `cow` | joins: members=10000, threads=2 | 7.00 (");
    }

    @Test
    void aTargetIsMissedWhenItsClaimIsContradicted() {
        var outcomes = outcomes(5, result("striped", 2, 400, 403, 399, 401, 398));

        assertThat(outcomes.exitCode()).isOne();
        assertThat(outcomes.text()).contains("CONTRADICTED", "0 of 1 are met.");
    }

    /// 0.967 to 1.018 at 95 %, which alone would leave it open; 0.973 to 1.012 at 90 %.
    @Test
    void aTargetThatAllowsEquivalentIsMetByEquivalent() {
        var outcomes = outcomes(0.97, result("snapshot", 2, 97.46, 101.04, 98.85, 101.74, 97.16));

        assertThat(outcomes.text()).contains("EQUIVALENT");
        assertThat(outcomes.exitCode()).isZero();
        assertThat(outcomes(1.3, result("lazy-snapshot", 2, 100, 101, 99, 100, 100)).exitCode())
                .isEqualTo(3);
    }

    @Test
    void aTargetThatWasNotMeasuredIsNotMet() {
        var outcomes =
                TargetResults.of(
                        List.of(new Target(CELL, "striped", "cow", 5)), List.of(COW), Terms.USUAL);

        assertThat(outcomes.exitCode()).isEqualTo(3);
        assertThat(outcomes.text()).contains("not measured");
    }

    private static TargetResults outcomes(double byAtLeast, JmhResult subject) {
        var target = new Target(CELL, subject.contestant(), "cow", byAtLeast);
        return TargetResults.of(List.of(target), List.of(COW, subject), Terms.USUAL);
    }

    /// @param firstPlace 1 or 2: who ran first in the first round
    private static JmhResult result(String strategy, int firstPlace, double... forkMeans) {
        List<List<Double>> raw = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < forkMeans.length; i++) {
            double mean = forkMeans[i];
            raw.add(List.of(mean * 0.98, mean * 0.99, mean, mean * 1.01, mean * 1.02));
            places.add(2 * i + (i % 2 == 0 ? firstPlace : 3 - firstPlace));
        }
        return new JmhResult(
                BenchQuestion.JOINS.benchmark(),
                "thrpt",
                2,
                raw.size(),
                List.of(),
                "25",
                "a VM",
                "25+1",
                5,
                5,
                Map.of("members", "10000", "strategy", strategy),
                JmhResult.Metric.of("ops/s", raw),
                new JmhResult.RunOrder("run", places));
    }
}
