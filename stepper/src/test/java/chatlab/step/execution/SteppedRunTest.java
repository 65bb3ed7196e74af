package chatlab.step.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.Objects.requireNonNull;

import chatlab.harness.scenario.Scenario;
import chatlab.step.Fixtures;
import chatlab.step.execution.SteppedRun.Stop;
import chatlab.step.execution.SteppedThread.Wait;
import chatlab.step.outcome.RunResult;
import chatlab.step.schedule.Schedule;
import chatlab.step.schedule.ScheduleException;
import chatlab.step.setup.Depth;
import chatlab.step.setup.Grain;
import chatlab.step.setup.RunSetup;
import chatlab.step.witness.Witness;

import com.sun.jdi.Location;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;

class SteppedRunTest {

    private static SteppedThread lane(SteppedRun on, String name) throws ScheduleException {
        return Runner.lane(on, name);
    }

    @Test
    void theSameScheduleLeadsToTheSameOutcomeAHundredTimes() throws Exception {
        var witness = Witness.shipped("unsafe").orElseThrow();
        var results = new HashSet<RunResult>();

        try (var runner =
                new Runner(Fixtures.strategy("unsafe"), witness.theSetup(), Fixtures.LIMIT)) {
            for (int i = 0; i < 100; i++) results.add(runner.play(witness.theSchedule()));
        }

        assertThat(results).hasSize(1);
        assertThat(results.iterator().next().outcome().findings())
                .containsExactly(witness.theFinding());
    }

    @Test
    void aThreadThatWantsAHeldMonitorIsBlockedUntilItIsFree() throws Exception {
        try (var runner = Fixtures.runner("synchronized", Scenario.JOIN_JOIN)) {
            var on = runner.beginRun();
            var ann = lane(on, "ann");
            var bob = lane(on, "bob");
            for (int i = 0; i < 3; i++) on.step(ann);

            assertThat(on.stepOn(bob)).isEqualTo(Stop.BLOCKED);

            assertThat(bob.wait).isInstanceOf(Wait.Monitor.class);
            assertThat(new Waits(on.lanes()).of(bob))
                    .isEqualTo(
                            "waits for the monitor of SynchronizedRandomAccessList, which ann"
                                    + " holds");
            assertThat(on.enabled()).containsExactly(ann);
            assertThat(on.stepOn(ann)).isEqualTo(Stop.ENDED);
            assertThat(on.enabled()).containsExactly(bob);
            assertThat(on.stepOn(bob)).isEqualTo(Stop.ENDED);
            assertThat(on.outcome().sentence()).isEqualTo("ann, bob are in");
        }
    }

    @Test
    void aThreadThatWantsAHeldLockIsBlockedUntilItIsFree() throws Exception {
        try (var runner = Fixtures.runner("rwlock", Scenario.JOIN_JOIN)) {
            var on = runner.beginRun();
            var ann = lane(on, "ann");
            var bob = lane(on, "bob");
            for (int i = 0; i < 3; i++) on.step(ann);

            assertThat(on.stepOn(bob)).isEqualTo(Stop.BLOCKED);

            assertThat(new Waits(on.lanes()).of(bob))
                    .isEqualTo("waits for ReentrantReadWriteLock, which ann holds");
            on.stepOn(ann);
            on.stepOn(bob);
            assertThat(on.outcome().isWhole()).isTrue();
        }
    }

    @Test
    void aThreadThatWaitsGoesOnWhenItIsNotified() throws Exception {
        try (var runner = Fixtures.runner(Fixtures.file("HandMadeLock"), Scenario.JOIN_JOIN)) {
            var on = runner.beginRun();
            var ann = lane(on, "ann");
            var bob = lane(on, "bob");
            for (int i = 0; i < 6; i++) on.step(ann);

            assertThat(on.stepOn(bob)).isEqualTo(Stop.BLOCKED);

            assertThat(bob.wait).isInstanceOf(Wait.Notification.class);
            assertThat(on.isEnabled(bob)).isFalse();
            on.stepOn(ann);
            assertThat(on.isEnabled(bob)).isTrue();
            assertThat(on.stepOn(bob)).isEqualTo(Stop.ENDED);
            assertThat(on.outcome().isWhole()).isTrue();
        }
    }

    @Test
    void aThreadOfTheStrategysOwnGetsALane() throws Exception {
        try (var runner = Fixtures.runner(Fixtures.file("OwnThread"), Scenario.JOIN_JOIN)) {
            var result = runner.play(Schedule.parse("ann! owner! bob! owner! bob! ann!"));

            assertThat(result.outcome().sentence()).isEqualTo("ann, bob are in");
            assertThat(result.isOver()).isTrue();
        }
    }

    @Test
    void whenNobodyCanGoOnThatIsTheOutcome() throws Exception {
        try (var runner = Fixtures.runner("synchronized", Scenario.STUCK_DELIVER)) {
            var result = runner.play(Schedule.parse("ann! bob!"));

            assertThat(result.isOver()).isTrue();
            assertThat(result.outcome().sentence())
                    .isEqualTo(
                            "nobody can go on: ann is stuck inside carol's deliver; bob waits for"
                                + " the monitor of SynchronizedRandomAccessList, which ann holds");
        }
    }

    @Test
    void aScheduleThatDoesNotFitSaysWhere() throws Exception {
        try (var runner = Fixtures.runner("synchronized", Scenario.JOIN_JOIN)) {
            assertThatThrownBy(() -> runner.play(Schedule.parse("ann*3 bob! bob")))
                    .isInstanceOf(ScheduleException.class)
                    .hasMessageContaining("after 'ann*3 bob!', bob cannot take step 1 of 'bob'")
                    .hasMessageContaining("which ann holds");
            assertThatThrownBy(() -> runner.play(Schedule.parse("zoe!")))
                    .hasMessageContaining("there is no thread zoe; there are ann, bob");
        }
    }

    @Test
    void aStrategyThatEndsTheJvmIsToldSo() throws Exception {
        try (var runner = Fixtures.runner(Fixtures.file("Rogue"), Scenario.JOIN_JOIN)) {
            var result = runner.play(Schedule.parse("ann!"), true, (_, _) -> {});

            assertThat(result.outcome().sentence()).isEqualTo("ann ends the JVM, with exit code 7");
        }
    }

    @Test
    void aStepThatNeverEndsIsToldSo() throws Exception {
        var limit = Duration.ofSeconds(1);
        try (var runner =
                Fixtures.runner(Fixtures.file("Rogue"), Scenario.BROADCAST_BROADCAST, limit)) {
            var result = runner.play(Schedule.parse("bob! ann!"));

            assertThat(result.outcome().sentence())
                    .isEqualTo("ann took longer than 1 s over one step of broadcast(one)");
        }
    }

    @Test
    void aThreadThatTurnsInCirclesIsLeftUntilAnotherHasMoved() throws Exception {
        try (var runner = Fixtures.runner(Fixtures.file("Rogue"), Scenario.LEAVE_LEAVE)) {
            var on = runner.beginRun();
            var ann = lane(on, "ann");

            assertThat(on.stepOn(ann)).isEqualTo(Stop.BLOCKED);

            assertThat(ann.wait).isInstanceOf(Wait.Change.class);
            assertThat(on.isEnabled(ann)).isFalse();
            on.step(lane(on, "bob"));
            assertThat(on.isEnabled(ann)).isTrue();
        }
    }

    @Test
    void oneThatTurnsInCirclesWhileTheOthersWaitForItIsStuck() throws Exception {
        try (var runner = Fixtures.runner(Fixtures.file("SpinLock"), Scenario.STUCK_DELIVER)) {
            var result = runner.play(Schedule.parse("ann! bob!"));

            assertThat(result.outcome().sentence())
                    .isEqualTo(
                            "nobody can go on: ann is stuck inside carol's deliver; bob turns in"
                                    + " circles until another thread does something");
        }
    }

    @Test
    void aThreadThatTurnsInCirclesWithinOneLineIsLeftAsWell() throws Exception {
        try (var runner = Fixtures.runner(Fixtures.file("SpinLock"), Scenario.JOIN_JOIN)) {
            var on = runner.beginRun();
            var ann = lane(on, "ann");
            var bob = lane(on, "bob");
            for (int i = 0; i < 4; i++) on.step(ann);

            assertThat(on.stepOn(bob)).isEqualTo(Stop.BLOCKED);

            assertThat(bob.wait).isInstanceOf(Wait.Change.class);
            assertThat(on.isEnabled(bob)).isFalse();
            assertThat(on.stepOn(ann)).isEqualTo(Stop.ENDED);
            assertThat(on.stepOn(bob)).isEqualTo(Stop.ENDED);
            assertThat(on.outcome().isWhole()).isTrue();
        }
    }

    @Test
    void threadsThatTurnInCirclesForEachOtherAreStuckInTheEnd() throws Exception {
        try (var runner = Fixtures.runner(Fixtures.file("Rogue"), Scenario.LEAVE_LEAVE)) {
            var on = runner.beginRun();

            for (int turn = 0; turn < 20; turn++) { // each lets the other go on again
                var lane = on.enabled().getFirst();
                on.step(lane);
                on.turnsInCircles(lane);
            }

            assertThat(on.enabled()).isEmpty();
            assertThat(runner.outcome(on).sentence())
                    .startsWith("nobody can go on: ann turns in circles")
                    .contains("; bob turns in circles");
        }
    }

    @Test
    void aLeapLeadsWhereTheStepsLed() throws Exception {
        var setup = new RunSetup(Scenario.RECYCLE, Depth.JDK, Grain.LINE);
        try (var runner = new Runner(Fixtures.strategy("unsafe"), setup, Fixtures.LIMIT)) {
            var ways = new ArrayList<SteppedThread.Way>();
            var places = new ArrayList<@Nullable Location>();
            var on = runner.beginRun();
            var stepped = lane(on, "ann");
            while (on.step(stepped) == Stop.STEPPED) {
                ways.add(new SteppedThread.Way(stepped.events, stepped.operations - 1));
                places.add(stepped.location);
            }
            assertThat(ways).hasSizeGreaterThan(20);

            for (int i = 0; i < ways.size(); i += 3) {
                var again = runner.beginRun();
                var ann = lane(again, "ann");

                assertThat(again.leap(ann, ways.get(i))).isTrue();

                assertThat(ann.location).isEqualTo(places.get(i));
                assertThat(ann.operations).isEqualTo(ways.get(i).operations() + 1);
                assertThat(again.step(ann)).isEqualTo(next(i, ways.size()));
            }
        }
    }

    private static Stop next(int taken, int all) {
        return taken + 1 < all ? Stop.STEPPED : Stop.ENDED;
    }

    @Test
    void aLineOfLocalVariablesIsNoPlaceToCutIn() throws Exception {
        var setup = new RunSetup(Scenario.JOIN_JOIN, Depth.JDK, Grain.LINE);
        try (var runner = new Runner(Fixtures.strategy("unsafe"), setup, Fixtures.LIMIT)) {
            var on = runner.beginRun();
            var ann = lane(on, "ann");
            var worth = new HashMap<String, Boolean>();

            while (on.step(ann) == Stop.STEPPED) {
                var at = requireNonNull(ann.location);
                var type = at.declaringType().name();
                if (at.codeIndex() == 0 && type.equals("java.util.ArrayList")) {
                    var method = at.method().name() + at.method().signature();
                    worth.put(method, on.isWorthStoppingAt(ann));
                }
            }

            assertThat(worth)
                    .containsEntry("add(Ljava/lang/Object;)Z", true) // modCount++
                    .containsEntry("add(Ljava/lang/Object;[Ljava/lang/Object;I)V", false);
        }
    }
}
