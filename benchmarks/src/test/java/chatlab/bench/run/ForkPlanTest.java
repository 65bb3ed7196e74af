package chatlab.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.bench.contestant.Contestant;
import chatlab.bench.run.ForkPlan.Step;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class ForkPlanTest {
    private static final Cell EIGHT = cell("8", "0");
    private static final Cell CHURNING = cell("8", "1:1");
    private static final Contestant A = new Contestant("a", Optional.empty());
    private static final Contestant B = new Contestant("b", Optional.empty());
    private static final Contestant C = new Contestant("c", Optional.empty());
    private static final Contestant BOUND = new Contestant(Contestant.BOUND, Optional.empty());

    @Test
    void eachRoundMeasuresEveryContestantOnceInRandomOrder() {
        var plan = ForkPlan.of(List.of(EIGHT), List.of(A, B, C), 1);

        Set<List<String>> orders = new HashSet<>();
        for (int round = 1; round <= 100; round++) {
            List<String> order = names(plan.round(round, plan.subjects()));
            assertThat(order).containsExactlyInAnyOrder("a", "b", "c");
            orders.add(order);
        }

        assertThat(orders).hasSize(6);
    }

    @Test
    void theSameSeedGivesTheSameOrder() {
        var plan = ForkPlan.of(List.of(EIGHT), List.of(A, B, C), 7);
        var again = ForkPlan.of(List.of(EIGHT), List.of(A, B, C), 7);

        assertThat(names(plan.round(5, plan.subjects())))
                .isEqualTo(names(again.round(5, again.subjects())));
    }

    @Test
    void contestantsOfACellRunSideBySide() {
        var plan = ForkPlan.of(List.of(EIGHT, CHURNING), List.of(A, B), 1);

        assertThat(plan.round(1, plan.subjects()))
                .extracting(step -> step.subject().cell())
                .containsExactly(EIGHT, EIGHT, CHURNING, CHURNING);
    }

    @Test
    void whatIsDecidedIsNotMeasured() {
        var plan = ForkPlan.of(List.of(EIGHT, CHURNING), List.of(A, B), 1);

        assertThat(plan.round(1, List.of(new Subject(CHURNING, A))))
                .singleElement()
                .extracting(Step::subject)
                .isEqualTo(new Subject(CHURNING, A));
    }

    @Test
    void theBoundIsNotThereWhereSomebodyJoins() {
        var plan = ForkPlan.of(List.of(EIGHT, CHURNING), List.of(A, BOUND), 1);

        assertThat(plan.subjects())
                .filteredOn(subject -> subject.contestant().equals(BOUND))
                .extracting(Subject::cell)
                .containsExactly(EIGHT);
    }

    private static List<String> names(List<Step> steps) {
        return steps.stream().map(step -> step.subject().contestant().name()).toList();
    }

    private static Cell cell(String members, String churn) {
        return new Cell(BenchQuestion.CHURN, Map.of("members", members, "churn", churn), 2);
    }
}
