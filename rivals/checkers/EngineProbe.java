package chatlab.harness.exploration;

import chatlab.catalogue.Catalogue;
import chatlab.engine.Exploration;
import chatlab.engine.Exploration.End;
import chatlab.engine.classes.Experiment;
import chatlab.harness.scenario.Scenario;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Measures the engine on one strategy, in a JVM of its own: when the first execution has ended,
/// when the engine has its answer, and then its speed once it is warm.
///
/// It looks for a declared promise that breaks, in the scenarios with a name that can show one, as
/// `lab race --engine-only` does. It is in the package of the exploration because it needs a
/// scenario as a program of the engine.
///
/// Arguments: the strategy's name, and when this JVM was started (milliseconds since 1970); a third
/// one, `no-speed`, leaves out the speed.
final class EngineProbe {
    /// The speed is measured for this long, after as long a warm-up.
    private static final long NANOS = 1_500_000_000;

    private EngineProbe() {}

    public static void main(String[] arguments) throws Exception {
        long began = Long.parseLong(arguments[1]);
        var entry = Catalogue.find(arguments[0], List.of());
        var strategy = new InstrumentedStrategy(entry.className(), Experiment.NONE);
        var owed = new ArrayList<>(entry.guarantees().stream().map(Enum::name).toList());
        owed.add(BrokenPromise.LIVENESS);
        double ready = 0;
        double readyProcessor = 0;
        long executions = 0;
        var end = End.EXHAUSTED;
        var program = "";
        for (var scenario : Scenario.named()) {
            if (entry.guarantees().stream().noneMatch(scenario::canShow)) continue;
            if (ready == 0) {
                explore(strategy, scenario, List.of()); // ends after its first execution
                ready = secondsSince(began);
                readyProcessor = processorSeconds();
            }
            var exploration = explore(strategy, scenario, owed);
            executions += exploration.executions();
            program = scenario.title();
            end = exploration.end();
            if (end != End.EXHAUSTED) break;
        }
        double answer = secondsSince(began);
        double processor = processorSeconds();

        System.out.printf(
                "{\"verdict\": \"%s\", \"program\": \"%s\", \"executions\": %d, \"ready\": %.2f,"
                    + " \"ready_processor\": %.2f, \"seconds\": %.2f, \"processor_seconds\": %.2f,"
                    + " \"per_second\": %.0f}%n",
                end,
                program,
                executions,
                ready,
                readyProcessor,
                answer,
                processor,
                arguments.length > 2 ? 0 : speed(strategy));
    }

    /// @param owed ends at the first execution that breaks one of these; empty: at the first
    private static Exploration explore(
            InstrumentedStrategy strategy, Scenario scenario, List<String> owed) {
        return new ScenarioProgram(strategy, scenario)
                .explore(
                        ExplorationRun.BOUNDS,
                        broken -> owed.isEmpty() || !Collections.disjoint(broken, owed));
    }

    /// Executions of join-join in a second of processor time, so that other programs on the machine
    /// matter less.
    private static double speed(InstrumentedStrategy strategy) {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        long executions = 0;
        long spent = 0;
        while (spent < NANOS) {
            var exploration =
                    new ScenarioProgram(strategy, Scenario.JOIN_JOIN)
                            .explore(ExplorationRun.BOUNDS, _ -> false);
            executions += exploration.executions();
            spent = threads.getCurrentThreadCpuTime() - before;
        }
        return executions * 1e9 / spent;
    }

    private static double secondsSince(long began) {
        return (System.currentTimeMillis() - began) / 1e3;
    }

    /// Of this JVM so far.
    private static double processorSeconds() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
