package chatlab.step;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Set;

class SearchTest {
    private static Search search(Theatre theatre) {
        return new Search(theatre.play(), stake(theatre), () -> false, () -> {});
    }

    private static Search.Goal stake(Theatre theatre) {
        return new Search.Goal(Set.of(theatre.play().scenario().stake()), "");
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

    @ParameterizedTest
    @CsvSource({
        "BothLeft, SAME_LEAVE, what the joins and leaves returned fits no order",
        "OwnPlace, ECHO, carol was in for the whole broadcast and did not get 'hello'"
    })
    void whatOnePreemptionBreaksIsFound(String name, Scenario scenario, String what)
            throws Exception {
        try (var theatre = Fixtures.theatre(Fixtures.file(name), scenario)) {
            var search = search(theatre);

            Result found = null;
            while (found == null && search.exhausted() < 1) found = search.deepen(theatre);

            assertThat(requireNonNull(found).outcome().sentence()).contains(what);
            assertThat(found.played().switches()).isEqualTo(2);
        }
    }

    @Test
    void aSpinLockIsNoHang() throws Exception {
        try (var theatre = Fixtures.theatre(Fixtures.file("SpinLock"), Scenario.JOIN_JOIN)) {
            var search = search(theatre);

            while (search.exhausted() < 1) assertThat(search.deepen(theatre)).isNull();

            assertThat(search.schedules()).isGreaterThan(3);
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
            var search = new Search(theatre.play(), stake(theatre), () -> true, () -> {});

            assertThat(search.deepen(theatre)).isNull();

            assertThat(search.exhausted()).isEqualTo(-1);
            assertThat(search.schedules()).isZero();
        }
    }
}
