package chatlab.engine.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.engine.Bounds;
import chatlab.engine.Engine;
import chatlab.engine.Exploration;
import chatlab.engine.Found;
import chatlab.engine.Goal;
import chatlab.engine.classes.Experiment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

class StrategiesTest {
    private static final Bounds BOUNDS = Bounds.of(2, 2);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Synchronized", "ReadWriteLock", "CopyOnWrite", "Snapshot", "OpenCall",
                "Stamped", "ConcurrentSet", "Striped", "LazySnapshot", "Actor"
            })
    void aCorrectStrategyHasOnlyAllowedOutcomesInAllExecutions(String name) {
        var type = UnderTest.strategy(name);
        for (var situation : Situation.values()) {
            var exploration = new Engine().explore(situation.with(type), BOUNDS);

            assertThat(exploration.isExhausted()).as("%s", exploration.uncontrolled()).isTrue();
            assertThat(exploration.outcomes())
                    .as("%s", situation)
                    .extracting(Found::outcome)
                    .isSubsetOf(situation.allowed());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unsafe",
                "UnsafeCount",
                "UnsafeIndexLoop",
                "UnsafeIteration",
                "UnsafeLazy",
                "UnsafeMailbox",
                "UnsafePublication",
                "UnsafeReadLock",
                "UnsafeSignal",
                "UnsafeSnapshot",
                "UnsafeTwoLocks"
            })
    void aBrokenTwinHasAnotherOutcomeWithAScheduleThatRepeatsIt(String name) {
        var type = UnderTest.strategy(name);
        var findings = new EnumMap<Situation, Found>(Situation.class);
        for (var situation : Situation.values()) {
            var finding = findIn(situation, type).finding();
            if (finding != null) findings.put(situation, finding);
        }

        assertThat(findings).isNotEmpty();
        findings.forEach((situation, found) -> {
            var replay = new Engine().replay(situation.with(type), found.schedule());
            assertThat(replay.outcome()).isEqualTo(found.outcome());
        });
    }

    private static Exploration findIn(Situation situation, Class<?> type) {
        var search = Goal.until(outcome -> !situation.allowed().contains(outcome));
        return new Engine().explore(situation.with(type), BOUNDS, search);
    }

    @Test
    void unsafePublicationIsFoundByOneStaleReadAndSaysWhichEdgeIsMissing() {
        var type = UnderTest.strategy("UnsafePublication");

        var found = Objects.requireNonNull(findIn(Situation.JOIN_JOIN, type).finding());

        assertThat(found.outcome()).isEqualTo("members [bob, null]; ann=true bob=true");
        assertThat(found.staleReads()).isEqualTo(1);
        assertThat(found.preemptions()).isZero();
        assertThat(found.schedule()).hasToString("ann! bob*2 bob~1 bob!");
        var steps = new Engine().replay(Situation.JOIN_JOIN.with(type), found.schedule()).steps();
        assertThat(steps)
                .anyMatch(step ->
                        step.thread().equals("bob")
                                && step.what().contains("[0] = null")
                                && String.valueOf(step.note())
                                        .matches(
                                                "ann has written ann at .*\\.join:\\d+, and"
                                                        + " nothing makes that happen-before"
                                                        + " this read"));
    }

    @Test
    void aVolatileFieldWouldCureUnsafePublication() {
        var cured =
                UnderTest.strategy(
                        "UnsafePublication",
                        Experiment.promoting("UnsafePublicationBroadcast.snapshot"));

        for (var situation : Situation.values()) {
            assertThat(findIn(situation, cured).isExhausted()).as("%s", situation).isTrue();
        }
    }

    @Test
    void theVolatileFieldOfStripedIsNotNeededByTheseSituations() {
        var stripped =
                UnderTest.strategy("Striped", Experiment.stripping("StripedBroadcast.stripes"));

        assertThat(findIn(Situation.BROADCAST_JOIN, stripped).isExhausted()).isTrue();
    }

    @Test
    void theCheapestScheduleIsFoundFirst() {
        var exploration =
                new Engine()
                        .explore(Situation.JOIN_JOIN.with(UnderTest.strategy("Unsafe")), BOUNDS);

        assertThat(exploration.outcomes())
                .extracting(found -> found.preemptions() + found.staleReads())
                .isSorted();
    }

    @Test
    void resultsAreTheSameInAnotherLoader() {
        for (var situation :
                Map.of("Unsafe", Situation.JOIN_JOIN, "ConcurrentSet", Situation.BROADCAST_LEAVE)
                        .entrySet()) {
            var one = explore(situation.getKey(), situation.getValue());
            var other = explore(situation.getKey(), situation.getValue());

            assertThat(other).hasToString(one.toString());
        }
    }

    private static Exploration explore(String name, Situation situation) {
        return new Engine().explore(situation.with(UnderTest.strategy(name)), BOUNDS);
    }
}
