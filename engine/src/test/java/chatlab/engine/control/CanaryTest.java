package chatlab.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.engine.Bounds;
import chatlab.engine.Engine;
import chatlab.engine.Exploration.End;
import chatlab.engine.Found;
import chatlab.engine.Goal;
import chatlab.engine.Program;
import chatlab.engine.classes.EngineLoader;
import chatlab.engine.classes.Experiment;
import chatlab.engine.control.code.Counters;
import chatlab.engine.execution.Storage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/// A planted race is found, and its repaired twin passes.
class CanaryTest {
    private static final Bounds BOUNDS = Bounds.of(2, 2);

    private static Program twoIncrementsOf(String counter) {
        return twoIncrementsOf(counter, loader(Experiment.NONE));
    }

    private static EngineLoader loader(Experiment experiment) {
        return new EngineLoader(
                CanaryTest.class.getClassLoader(),
                name -> name.startsWith(Counters.class.getName()),
                experiment);
    }

    private static Program twoIncrementsOf(String counter, EngineLoader loader) {
        return () -> {
            IntSupplier counted = create(loader, counter);
            Map<String, Runnable> threads = new LinkedHashMap<>();
            int[] results = new int[2];
            threads.put("ann", () -> results[0] = counted.getAsInt());
            threads.put("bob", () -> results[1] = counted.getAsInt());
            return Program.Run.of(threads, () -> results[0] == results[1] ? "lost" : "counted");
        };
    }

    private static IntSupplier create(ClassLoader loader, String name) {
        try {
            return Class.forName(Counters.class.getName() + "$" + name, true, loader)
                    .asSubclass(IntSupplier.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void thePlantedRaceIsFound() {
        var search = Goal.until("lost"::equals);

        var exploration = new Engine().explore(twoIncrementsOf("Racy"), BOUNDS, search);

        assertThat(exploration.end()).isEqualTo(End.FOUND);
        assertThat(exploration.races()).hasSize(1);
        var race = exploration.races().iterator().next();
        assertThat(race.toString())
                .matches("Racy.count: Counters.getAsInt:\\d+ and Counters.getAsInt:\\d+");
        assertThat(race.storage()).isEqualTo(Storage.FIELD);
        assertThat(List.of(race.one().thread(), race.other().thread()))
                .containsExactlyInAnyOrder("ann", "bob");
        assertThat(race.one().isWrite() || race.other().isWrite()).isTrue();
    }

    @Test
    void theRepairedTwinPasses() {
        var exploration = new Engine().explore(twoIncrementsOf("Repaired"), BOUNDS);

        assertThat(exploration.isExhausted()).isTrue();
        assertThat(exploration.outcomes()).extracting(Found::outcome).containsExactly("counted");
        assertThat(exploration.races()).isEmpty();
    }

    @Test
    void theRepairedTwinNeedsItsMonitor() {
        assertThat(outcomesWithoutEachMonitorOf("Repaired"))
                .containsExactly(List.of("counted", "lost"));
    }

    @Test
    void onlyTheBlockThatIsStruckOutTakesNoMonitor() {
        assertThat(outcomesWithoutEachMonitorOf("TwoBlocks"))
                .containsExactly(List.of("counted"), List.of("counted", "lost"));
    }

    private static List<List<Object>> outcomesWithoutEachMonitorOf(String counter) {
        var whole = loader(Experiment.NONE);
        outcomes(counter, whole);
        return whole.monitors().stream()
                .map(monitor -> outcomes(counter, loader(Experiment.unlocking(monitor))))
                .toList();
    }

    private static List<Object> outcomes(String counter, EngineLoader loader) {
        var found = new Engine().explore(twoIncrementsOf(counter, loader), BOUNDS);
        return found.outcomes().stream().map(Found::outcome).sorted().toList();
    }

    @ParameterizedTest
    @CsvSource({
        "Locked, Locked.lock",
        "WriteLocked, WriteLocked.lock.writeLock",
        "Stamped, Stamped.lock.writeLock",
        "Atomic, Atomic.count",
        "AtomicElement, AtomicElement.counts",
        "Handled, Handled.count"
    })
    void eachLockAndAtomicIsNeeded(String counter, String part) {
        var whole = loader(Experiment.NONE);

        assertThat(outcomes(counter, whole)).containsExactly("counted");
        assertThat(Stream.of(whole.locks(), whole.atomics()).flatMap(List::stream)).contains(part);
        assertThat(outcomes(counter, loader(Experiment.disarming(part))))
                .containsExactly("counted", "lost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WriteLocked", "Stamped"})
    void theOtherSideOfALockIsNotNeeded(String counter) {
        var loader = loader(Experiment.disarming(counter + ".lock.readLock"));

        assertThat(outcomes(counter, loader)).containsExactly("counted");
    }

    @Test
    void volatileFieldsOfTheCodeUnderTestAreListed() {
        var loader = loader(Experiment.NONE);
        new Engine().explore(twoIncrementsOf("Spinning", loader), new Bounds(0, 0, 1));

        assertThat(loader.volatileFields()).containsExactly("Spinning.count");
    }

    @Test
    void aBudgetOfExecutionsIsKept() {
        var exploration = new Engine().explore(twoIncrementsOf("Racy"), new Bounds(2, 2, 3));

        assertThat(exploration.end()).isEqualTo(End.BUDGET);
        assertThat(exploration.executions()).isEqualTo(3);
    }

    @Test
    void progressIsReportedEveryThousandExecutions() {
        var reports = new ArrayList<Long>();
        var search = new Goal(_ -> false, progress -> reports.add(progress.executions()));

        new Engine().explore(twoIncrementsOf("Spinning"), Bounds.of(8, 2), search);

        assertThat(reports).startsWith(1_000L);
    }
}
