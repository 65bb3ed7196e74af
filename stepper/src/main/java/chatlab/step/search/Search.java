package chatlab.step.search;

import chatlab.catalogue.CatalogueEntry;
import chatlab.engine.Bounds;
import chatlab.harness.exploration.ExplorationRun;
import chatlab.harness.exploration.Target;
import chatlab.harness.scenario.Scenario;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// A search for the simplest schedule that breaks one strategy.
///
/// @param bounds of each scenario
public record Search(CatalogueEntry entry, List<Scenario> scenarios, Target target, Bounds bounds) {
    public Search {
        scenarios = List.copyOf(scenarios);
    }

    /// Searches all scenarios.
    ///
    /// @param progress hears in words where the search is
    /// @throws IOException if no child JVM can be started
    public Report run(Consumer<String> progress) throws IOException, InterruptedException {
        int[] begun = {0};
        var run =
                new ExplorationRun(
                        entry,
                        target,
                        bounds,
                        scenario ->
                                progress.accept(
                                        "%s, %d of %d scenarios"
                                                .formatted(
                                                        scenario.title(),
                                                        ++begun[0],
                                                        scenarios.size())));
        return new Report(this, run.explore(scenarios));
    }
}
