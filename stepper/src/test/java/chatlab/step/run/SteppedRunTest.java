package chatlab.step.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.engine.Engine.MemoryModel;
import chatlab.engine.execution.LaneView.State;
import chatlab.engine.execution.Schedule;
import chatlab.harness.exploration.ScenarioOutcome;
import chatlab.harness.exploration.Stepping.SteppingException;
import chatlab.harness.scenario.Scenario;
import chatlab.step.Fixtures;
import chatlab.step.witness.Witness;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Objects;

class SteppedRunTest {
    @Test
    void aThreadThatNeedsALockWaitsUntilItIsFree() throws Exception {
        try (var run = Fixtures.run("synchronized", Scenario.JOIN_JOIN)) {
            run.play(Schedule.parse("ann*2 bob!"));

            assertThat(run.now().thread("bob").state()).isEqualTo(State.WAITING);
            assertThat(run.canGoOn()).containsExactly("ann");

            run.stepOn("ann");
            assertThat(run.now().thread("bob").state()).isEqualTo(State.READY);
            run.stepOn("bob");
            assertThat(outcome(run).isWhole()).isTrue();
            assertThat(outcome(run).facts()).isEqualTo("ann, bob are in");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "synchronized, ann, bob",
        "rwlock, ann for writing, bob for writing",
        "stamped, a writer, bob for writing",
        "src/test/resources/strategies/OneLock.java, ann, bob"
    })
    void aLockNamesItsHolderAndItsQueue(String strategy, String holder, String queue)
            throws Exception {
        try (var run = Fixtures.run(strategy, Scenario.JOIN_JOIN)) {
            while (run.now().locks().stream().allMatch(lock -> lock.holders().isEmpty())) {
                run.step("ann", 0);
            }
            run.stepOn("bob");

            assertThat(run.now().locks())
                    .anySatisfy(lock -> {
                        assertThat(lock.holders()).containsExactly(holder);
                        assertThat(lock.waiting()).containsExactly(queue);
                    });
            run.stepOn("ann");
            run.stepOn("bob");
            assertThat(run.now().locks()).allMatch(lock -> lock.holders().isEmpty());
        }
    }

    @Test
    void undoGoesBackToTheStateBefore() throws Exception {
        try (var run = Fixtures.run("unsafe", Scenario.JOIN_JOIN)) {
            run.play(Schedule.parse("ann*5"));
            var before = run.now();

            run.step("bob", 0);
            run.undo();

            assertThat(run.now()).isEqualTo(before);
            assertThat(run.schedule()).isEqualTo("ann*5");
        }
    }

    @Test
    void theSameScheduleLeadsToTheSameState() throws Exception {
        try (var one = Fixtures.run("actor", Scenario.TWO_MESSAGES);
                var other = Fixtures.run("actor", Scenario.TWO_MESSAGES)) {
            var schedule = Schedule.parse("ann*4 bob*3 ann! bob!");

            one.play(schedule);
            other.play(schedule);

            assertThat(one.moments()).isEqualTo(other.moments());
        }
    }

    @Test
    void whenNoThreadCanContinueThatIsTheOutcome() throws Exception {
        var witness = Witness.shipped("unsafe-lock-order").orElseThrow();
        try (var run = Fixtures.run("unsafe-lock-order", witness.theScenario())) {
            run.play(witness.theSchedule());

            assertThat(run.canGoOn()).isEmpty();
            assertThat(outcome(run).sentence()).contains("ann waits for", "bob waits for");
        }
    }

    @Test
    void anOlderValueCanBeChosen() throws Exception {
        try (var run = Fixtures.run("unsafe", Scenario.JOIN_JOIN)) {
            run.play(Schedule.parse("ann! bob"));
            assertThat(run.now().thread("bob").candidates()).hasSize(2);

            run.step("bob", 1);

            var step = run.moments().getLast().did().getFirst();
            assertThat(step.what()).endsWith("= 0");
            assertThat(step.note()).contains("nothing makes that happen-before this read");
            assertThat(run.schedule()).endsWith("bob bob~1");
        }
    }

    @Test
    void withoutTheMemoryModelReadsReturnTheNewest() throws Exception {
        try (var run =
                new SteppedRun(
                        Fixtures.strategy("unsafe"), Scenario.JOIN_JOIN, MemoryModel.SEQUENTIAL)) {
            run.play(Schedule.parse("ann! bob"));

            assertThat(run.now().thread("bob").candidates()).hasSize(1);
        }
    }

    @Test
    void aStepCanBeALine() throws Exception {
        try (var run = Fixtures.run("unsafe-snapshot", Scenario.JOIN_JOIN)) {
            run.stepLine("ann");
            var line = run.now().thread("ann").frames().getFirst().line();
            run.stepLine("ann");

            assertThat(run.now().thread("ann").frames().getFirst().line()).isNotEqualTo(line);
        }
    }

    @Test
    void aThreadOfTheStrategysOwnGetsALane() throws Exception {
        try (var run = Fixtures.run(Fixtures.file("OwnThread"), Scenario.JOIN_JOIN)) {
            run.play(Schedule.parse("ann!"));

            assertThat(run.threads()).hasSizeGreaterThan(2);
        }
    }

    @Test
    void aSpinLockIsFollowedToItsEnd() throws Exception {
        try (var run = Fixtures.run(Fixtures.file("SpinLock"), Scenario.JOIN_JOIN)) {
            run.play(Schedule.parse("ann*3 bob*20 ann! bob!"));

            assertThat(outcome(run).isWhole()).isTrue();
        }
    }

    @Test
    void aScheduleThatDoesNotFitSaysWhere() throws Exception {
        try (var run = Fixtures.run("unsafe-snapshot", Scenario.JOIN_JOIN)) {
            assertThatThrownBy(() -> run.play(Schedule.parse("ann! ann")))
                    .isInstanceOf(SteppingException.class)
                    .hasMessageContaining("does not fit")
                    .hasMessageContaining("'ann'");
        }
    }

    @Test
    void aStrategyThatEndsTheJvmIsNamed() {
        assertThatThrownBy(
                        () -> {
                            try (var run =
                                    Fixtures.run(Fixtures.file("Rogue"), Scenario.JOIN_JOIN)) {
                                run.stepOn("ann");
                            }
                        })
                .isInstanceOf(SteppingException.class)
                .hasMessageContaining("System.exit");
    }

    private static ScenarioOutcome outcome(SteppedRun run) {
        return Objects.requireNonNull(run.outcome(), "a thread can go on");
    }
}
