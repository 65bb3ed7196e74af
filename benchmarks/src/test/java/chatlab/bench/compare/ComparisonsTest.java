package chatlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import chatlab.evidence.ClaimVerdict;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Judgement;
import chatlab.evidence.Objection;
import chatlab.evidence.Terms;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.Map;

class ComparisonsTest {
    private static final Terms TERMS = new Terms(0.95, 0.03, true);

    private static JmhResult result(String strategy, String mode) {
        var forks = Collections.nCopies(5, List.of(1.0, 1.1, 1.2, 1.3, 1.4));
        return new JmhResult(
                "b.Of.it",
                mode,
                2,
                5,
                List.of(),
                "25",
                "vm",
                "25",
                5,
                5,
                Map.of("strategy", strategy),
                JmhResult.Metric.of("ns/op", forks),
                null);
    }

    private static Judgement judged(List<List<Comparisons.Row>> groups, int group, int row) {
        return requireNonNull(groups.get(group).get(row).judgement());
    }

    private static void assertTheModeIsObjectedTo(Judgement judgement) {
        assertThat(judgement.verdict()).isEqualTo(ClaimVerdict.INADMISSIBLE);
        assertThat(judgement.objections()).extracting(Objection::field).containsExactly("mode");
    }

    @Test
    void oneWhoseModeWasEditedIsInadmissibleAndDoesNotDropOut() {
        var results =
                List.of(result("cow", "avgt"), result("mine", "avgt"), result("his", "thrpt"));

        var groups = Comparisons.toBaseline(results, "cow", null, TERMS);

        assertThat(groups).hasSize(1);
        assertThat(judged(groups, 0, 1).objections()).isEmpty();
        assertTheModeIsObjectedTo(judged(groups, 0, 2));
    }

    @Test
    void contestantsMeasuredInTwoModesAreComparedInEach() {
        var results =
                List.of(
                        result("cow", "avgt"),
                        result("cow", "ss"),
                        result("mine", "avgt"),
                        result("mine", "ss"));

        var groups = Comparisons.toBaseline(results, "cow", null, TERMS);

        assertThat(groups).hasSize(2);
        assertThat(judged(groups, 0, 1).objections()).isEmpty();
        assertThat(judged(groups, 1, 1).objections()).isEmpty();
    }

    @Test
    void acrossFilesAnotherModeIsInadmissible() {
        var judgements =
                Comparisons.acrossFiles(
                        List.of(result("cow", "avgt")), List.of(result("cow", "ss")), null, TERMS);

        assertThat(judgements).hasSize(1);
        assertTheModeIsObjectedTo(judgements.getFirst());
    }
}
