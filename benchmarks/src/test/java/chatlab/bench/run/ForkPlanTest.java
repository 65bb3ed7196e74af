package chatlab.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.bench.contestant.Contestant;
import chatlab.bench.run.ForkPlan.Step;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class ForkPlanTest {
    private static final Cell EIGHT = cell("8", "0");
    private static final Cell CHURNING = cell("8", "1:1");
    private static final Contestant A = new Contestant("a", Optional.empty());
    private static final Contestant B = new Contestant("b", Optional.empty());
    private static final Contestant C = new Contestant("c", Optional.empty());
    private static final Contestant BOUND = new Contestant(Contestant.BOUND, Optional.empty());

    @Test
    void contestantsTakeTurnsAndTheNextRoundRunsBackwards() {
        var plan = ForkPlan.interleaved(List.of(EIGHT), List.of(A, B, C), 3);

        assertThat(plan.steps())
                .extracting(step -> step.contestant().name())
                .containsExactly("a", "b", "c", "c", "b", "a", "a", "b", "c");
        assertThat(plan.steps()).extracting(Step::place).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(plan.steps()).extracting(Step::round).containsExactly(1, 1, 1, 2, 2, 2, 3, 3, 3);
    }

    @Test
    void contestantsOfACellRunSideBySide() {
        var plan = ForkPlan.interleaved(List.of(EIGHT, CHURNING), List.of(A, B), 2);

        assertThat(plan.steps())
                .extracting(Step::cell)
                .containsExactly(
                        EIGHT, EIGHT, CHURNING, CHURNING, EIGHT, EIGHT, CHURNING, CHURNING);
    }

    @Test
    void theBoundIsNotThereWhereSomebodyJoins() {
        var plan = ForkPlan.interleaved(List.of(EIGHT, CHURNING), List.of(A, BOUND), 1);

        assertThat(plan.steps())
                .filteredOn(step -> step.contestant().equals(BOUND))
                .extracting(Step::cell)
                .containsExactly(EIGHT);
    }

    private static Cell cell(String members, String churn) {
        return new Cell(BenchQuestion.CHURN, Map.of("members", members, "churn", churn), 2);
    }
}
