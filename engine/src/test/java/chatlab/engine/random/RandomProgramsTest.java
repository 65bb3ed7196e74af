package chatlab.engine.random;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.engine.Bounds;
import chatlab.engine.Engine;
import chatlab.engine.Engine.MemoryModel;
import chatlab.engine.Exploration;
import chatlab.engine.Found;
import chatlab.engine.Program;
import chatlab.engine.classes.EngineLoader;
import chatlab.engine.classes.Experiment;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `-Dengine.random.programs=1000` tries more of them.
class RandomProgramsTest {
    private static final int PROGRAMS = Integer.getInteger("engine.random.programs", 100);
    private static final long SEED = Long.getLong("engine.random.seed", 7);

    /// More than these small programs can use.
    private static final Bounds BOUNDS = new Bounds(6, 4, 20_000);

    private static final Supplier<Variables> MEMORY = memory();

    private static Supplier<Variables> memory() {
        var loader =
                new EngineLoader(
                        RandomProgramsTest.class.getClassLoader(),
                        name -> name.startsWith("chatlab.engine.random.shared."),
                        Experiment.NONE);
        try {
            var type = Class.forName("chatlab.engine.random.shared.SharedVariables", true, loader);
            var constructor = type.asSubclass(Variables.class).getConstructor();
            return () -> {
                try {
                    return constructor.newInstance();
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            };
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Test
    void theEngineFindsWhatTheAxiomsAllow() {
        var wrong = new ArrayList<String>();
        int exhausted = 0;
        for (var program : programs()) {
            var allowed = Axioms.outcomesOf(program);

            var exploration = new Engine().explore(program.on(MEMORY), BOUNDS);

            if (exploration.isExhausted()) exhausted++;
            boolean isRight =
                    exploration.isExhausted()
                            ? found(exploration).equals(allowed)
                            : allowed.containsAll(found(exploration));
            if (!isRight) wrong.add(program + ": " + found(exploration) + " not " + allowed);
        }

        assertThat(wrong).isEmpty();
        assertThat(exhausted).isGreaterThan(PROGRAMS * 8 / 10);
    }

    @Test
    void givingUpRedundantExecutionsLosesNoOutcome() {
        for (var program : programs().subList(0, Math.min(PROGRAMS, 50))) {
            for (int cost = 0; cost <= 2; cost++) {
                var bounds = new Bounds(cost, cost, 1_000_000);

                var reduced = new Engine().explore(program.on(MEMORY), bounds);
                var all = new Engine(MemoryModel.JMM, false).explore(program.on(MEMORY), bounds);

                assertThat(found(reduced)).as("%s %s", program, bounds).isEqualTo(found(all));
            }
        }
    }

    @Test
    void everyScheduleLeadsToItsOutcomeAgain() {
        for (var program : programs().subList(0, Math.min(PROGRAMS, 30))) {
            Program onMemory = program.on(MEMORY);
            for (var found : new Engine().explore(onMemory, Bounds.of(2, 2)).outcomes()) {
                var replay = new Engine().replay(onMemory, found.schedule());

                assertThat(replay.outcome()).as("%s", found).isEqualTo(found.outcome());
                assertThat(replay.schedule()).isEqualTo(found.schedule());
            }
        }
    }

    @Test
    void twoExplorationsAreTheSame() {
        for (var program : programs().subList(0, Math.min(PROGRAMS, 20))) {
            var one = new Engine().explore(program.on(MEMORY), Bounds.of(2, 2));
            var other = new Engine().explore(program.on(MEMORY), Bounds.of(2, 2));

            assertThat(other).hasToString(one.toString());
        }
    }

    private static List<RandomProgram> programs() {
        var random = new Random(SEED);
        return Stream.generate(() -> RandomProgram.of(random)).limit(PROGRAMS).toList();
    }

    private static Set<String> found(Exploration exploration) {
        return exploration.outcomes().stream()
                .map(Found::outcome)
                .map(String.class::cast)
                .collect(Collectors.toSet());
    }
}
