package chatlab.step.search;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import chatlab.harness.scenario.Scenario;
import chatlab.step.Fixtures;
import chatlab.step.execution.Runner;
import chatlab.step.outcome.RunResult;
import chatlab.step.setup.Depth;
import chatlab.step.setup.Grain;
import chatlab.step.setup.RunSetup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Set;

class SearchTest {
    private static Search search(Runner runner) {
        return new Search(runner.setup(), guarantee(runner), () -> false, () -> {});
    }

    private static Search.Goal guarantee(Runner runner) {
        return new Search.Goal(Set.of(runner.setup().scenario().guarantee()), "");
    }

    @Test
    void aCorrectStrategyExhaustsTwoPreemptions() throws Exception {
        try (var runner = Fixtures.runner("synchronized", Scenario.JOIN_JOIN)) {
            var search = search(runner);

            while (search.exhausted() < 2) assertThat(search.deepen(runner)).isNull();

            assertThat(search.exhausted()).isEqualTo(2);
            assertThat(search.schedules()).isGreaterThan(5);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BothLeft, SAME_LEAVE, what the joins and leaves returned fits no order",
        "OwnPlace, ECHO, carol was in for the whole broadcast and did not get 'hello'"
    })
    void whatOnePreemptionBreaksIsFound(String name, Scenario scenario, String what)
            throws Exception {
        try (var runner = Fixtures.runner(Fixtures.file(name), scenario)) {
            var search = search(runner);

            RunResult found = null;
            while (found == null && search.exhausted() < 1) found = search.deepen(runner);

            assertThat(requireNonNull(found).outcome().sentence()).contains(what);
            assertThat(found.played().switches()).isEqualTo(2);
        }
    }

    @Test
    void aSpinLockIsNoHang() throws Exception {
        try (var runner = Fixtures.runner(Fixtures.file("SpinLock"), Scenario.JOIN_JOIN)) {
            var search = search(runner);

            while (search.exhausted() < 1) assertThat(search.deepen(runner)).isNull();

            assertThat(search.schedules()).isGreaterThan(3);
        }
    }

    @Test
    void aLostUpdateNeedsOnePreemption() throws Exception {
        try (var runner = Fixtures.runner("unsafe-snapshot", Scenario.JOIN_JOIN)) {
            var search = search(runner);

            assertThat(search.deepen(runner)).isNull(); // all without a preemption
            assertThat(search.deepen(runner)).isNull(); // where one fits in
            var found = requireNonNull(search.deepen(runner));

            assertThat(found.outcome().sentence()).contains("a join was lost");
            assertThat(found.played().switches()).isEqualTo(2);
        }
    }

    @Test
    void whatIsBrokenWithinOneLineTakesInstructions() throws Exception {
        var entry = Fixtures.strategy(Fixtures.file("OneLine"));
        try (var runner =
                new Runner(
                        entry,
                        new RunSetup(Scenario.JOIN_JOIN, Depth.STRATEGY, Grain.INSTRUCTION),
                        Fixtures.LIMIT)) {
            var search = search(runner);

            assertThat(search.deepen(runner)).isNull(); // all without a preemption
            assertThat(search.deepen(runner)).isNull(); // where one fits in
            var found = requireNonNull(search.deepen(runner));

            assertThat(found.outcome().sentence()).contains("a join was lost");
        }
    }

    @Test
    void aSearchOutOfTimeSaysHowFarItGot() throws Exception {
        try (var runner = Fixtures.runner("synchronized", Scenario.JOIN_JOIN)) {
            var search = new Search(runner.setup(), guarantee(runner), () -> true, () -> {});

            assertThat(search.deepen(runner)).isNull();

            assertThat(search.exhausted()).isEqualTo(-1);
            assertThat(search.schedules()).isZero();
        }
    }
}
