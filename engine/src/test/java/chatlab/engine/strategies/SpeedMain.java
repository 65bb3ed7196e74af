package chatlab.engine.strategies;

import chatlab.engine.Bounds;
import chatlab.engine.Engine;
import chatlab.engine.Engine.MemoryModel;
import chatlab.engine.Exploration;

import java.lang.management.ManagementFactory;
import java.util.List;

/// Measures the engine: executions per second, what the reduction saves, and the time to begin.
///
/// `SpeedMain [strategy...]`; run it as docs/engine.md says. Seconds are processor time of the one
/// thread that explores, so that a busy machine matters less.
final class SpeedMain {
    private static final Bounds BOUNDS = Bounds.of(2, 2);

    private static final List<String> CORRECT =
            List.of(
                    "Synchronized",
                    "ReadWriteLock",
                    "CopyOnWrite",
                    "Snapshot",
                    "OpenCall",
                    "Stamped",
                    "ConcurrentSet",
                    "Striped",
                    "LazySnapshot",
                    "Actor");

    private SpeedMain() {}

    public static void main(String[] names) {
        long began = System.nanoTime();
        new Engine().explore(Situation.JOIN_JOIN.with(UnderTest.strategy("Unsafe")), BOUNDS);
        System.out.printf(
                "first exploration (unsafe, join||join) after %.2f s%n",
                (System.nanoTime() - began) / 1e9);
        System.out.println(
                "| strategy | situation | executions | given up | without reduction | s |");
        System.out.println("|---|---|---|---|---|---|");
        for (String name : names.length == 0 ? CORRECT : List.of(names)) measure(name);
        speed();
    }

    private static void measure(String name) {
        var type = UnderTest.strategy(name);
        for (var situation : Situation.values()) {
            long before = processorTime();
            var reduced = new Engine().explore(situation.with(type), BOUNDS);
            double seconds = (processorTime() - before) / 1e9;
            var all = new Engine(MemoryModel.JMM, false).explore(situation.with(type), BOUNDS);
            System.out.printf(
                    "| %s | %s | %d | %d | %d | %.2f |%n",
                    name,
                    situation,
                    reduced.executions(),
                    reduced.redundant(),
                    all.executions(),
                    seconds);
        }
    }

    private static void speed() {
        var program = Situation.JOIN_JOIN.with(UnderTest.strategy("Unsafe"));
        for (int i = 0; i < 5; i++) {
            long before = processorTime();
            Exploration exploration = new Engine().explore(program, BOUNDS);
            double seconds = (processorTime() - before) / 1e9;
            System.out.printf(
                    "unsafe, join||join: %d executions, %.0f a second%n",
                    exploration.executions(), exploration.executions() / seconds);
        }
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
