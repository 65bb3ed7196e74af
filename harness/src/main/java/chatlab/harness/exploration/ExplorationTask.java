package chatlab.harness.exploration;

import chatlab.catalogue.CatalogueEntry;
import chatlab.engine.Bounds;
import chatlab.harness.child.ChildJvm;
import chatlab.harness.scenario.Scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What a child JVM with the engine has to explore. Its arguments are the bounds on preemptions and
/// stale reads, the budget of executions for each scenario and the random ones after it, the
/// target's guarantees, joined by commas, its text, and whether one guarantee is enough, and the
/// scenarios' titles.
record ExplorationTask(Bounds bounds, Target target, List<Scenario> scenarios) {
    /// Ends a child that does not come back. No answer depends on it.
    private static final Duration LIMIT = Duration.ofMinutes(15);

    static final List<String> JVM =
            List.of(
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "-Djdk.trackAllThreads=false", // else threads given up are never collected
                    "-Xmx1g",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1", // the second compiler takes longer than it saves
                    "-XX:+ExitOnOutOfMemoryError");

    static ExplorationTask parse(String... arguments) {
        var bounds =
                new Bounds(
                        Integer.parseInt(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        Long.parseLong(arguments[2]),
                        Integer.parseInt(arguments[3]));
        var target = Target.parse(arguments[4], arguments[5], arguments[6]);
        var scenarios =
                Stream.of(arguments)
                        .skip(7)
                        .map(title -> Scenario.titled(title).orElseThrow())
                        .toList();
        return new ExplorationTask(bounds, target, scenarios);
    }

    private List<String> arguments() {
        var arguments = new ArrayList<String>();
        arguments.add(String.valueOf(bounds.preemptions()));
        arguments.add(String.valueOf(bounds.staleReads()));
        arguments.add(String.valueOf(bounds.executions()));
        arguments.add(String.valueOf(bounds.random()));
        arguments.add(target.names());
        arguments.add(target.text());
        arguments.add(String.valueOf(target.isOneEnough()));
        scenarios.forEach(scenario -> arguments.add(scenario.title()));
        return arguments;
    }

    /// Runs a program with this task in a child JVM.
    ///
    /// @throws IOException if no child JVM can be started
    ChildJvm.End run(CatalogueEntry entry, Class<?> main, Consumer<List<String>> listener)
            throws IOException, InterruptedException {
        return new ChildJvm(entry, JVM, main, arguments()).run(LIMIT, listener);
    }
}
