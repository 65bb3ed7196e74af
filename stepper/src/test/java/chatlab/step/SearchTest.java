package chatlab.step;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import chatlab.strategies.Guarantee;

import org.junit.jupiter.api.Test;

import java.util.Set;

class SearchTest {
    private static final Search.Goal MEMBERSHIP = new Search.Goal(Set.of(Guarantee.MEMBERSHIP), "");

    private static Search search(Theatre theatre) {
        return new Search(theatre.play(), MEMBERSHIP, () -> false, () -> {});
    }

    @Test
    void aCorrectStrategyExhaustsTwoPreemptions() throws Exception {
        try (var theatre = Fixtures.theatre("synchronized", Scenario.JOIN_JOIN)) {
            var search = search(theatre);

            while (search.exhausted() < 2) assertThat(search.deepen(theatre)).isNull();

            assertThat(search.exhausted()).isEqualTo(2);
            assertThat(search.schedules()).isGreaterThan(5);
        }
    }

    @Test
    void aLostUpdateNeedsOnePreemption() throws Exception {
        try (var theatre = Fixtures.theatre("unsafe-snapshot", Scenario.JOIN_JOIN)) {
            var search = search(theatre);

            assertThat(search.deepen(theatre)).isNull(); // all without a preemption
            assertThat(search.deepen(theatre)).isNull(); // where one fits in
            var found = requireNonNull(search.deepen(theatre));

            assertThat(found.outcome().sentence()).contains("a join was lost");
            assertThat(found.played().switches()).isEqualTo(2);
        }
    }

    @Test
    void whatIsBrokenWithinOneLineTakesInstructions() throws Exception {
        var entry = Fixtures.strategy(Fixtures.file("OneLine"));
        try (var theatre =
                new Theatre(
                        entry,
                        new Play(Scenario.JOIN_JOIN, Depth.STRATEGY, Grain.INSTRUCTION),
                        Fixtures.LIMIT)) {
            var search = search(theatre);

            assertThat(search.deepen(theatre)).isNull(); // all without a preemption
            assertThat(search.deepen(theatre)).isNull(); // where one fits in
            var found = requireNonNull(search.deepen(theatre));

            assertThat(found.outcome().sentence()).contains("a join was lost");
        }
    }

    @Test
    void aSearchOutOfTimeSaysHowFarItGot() throws Exception {
        try (var theatre = Fixtures.theatre("synchronized", Scenario.JOIN_JOIN)) {
            var search = new Search(theatre.play(), MEMBERSHIP, () -> true, () -> {});

            assertThat(search.deepen(theatre)).isNull();

            assertThat(search.exhausted()).isEqualTo(-1);
            assertThat(search.schedules()).isZero();
        }
    }
}
