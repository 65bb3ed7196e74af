package chatlab.step;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.harness.scenario.Scenario;
import chatlab.step.execution.Runner;
import chatlab.step.setup.Depth;
import chatlab.step.setup.Grain;
import chatlab.step.setup.RunSetup;

import java.time.Duration;
import java.util.List;

/// Strategies to step in tests.
public final class Fixtures {
    public static final Duration LIMIT = Duration.ofSeconds(20);

    private Fixtures() {}

    /// The path of a file in `src/test/resources/strategies`.
    public static String file(String className) {
        return "src/test/resources/strategies/" + className + ".java";
    }

    public static CatalogueEntry strategy(String wanted) throws StrategyNotFoundException {
        return Catalogue.find(wanted, List.of());
    }

    /// By lines of the strategy.
    public static RunSetup setup(Scenario scenario) {
        return new RunSetup(scenario, Depth.STRATEGY, Grain.LINE);
    }

    public static Runner runner(String strategy, Scenario scenario)
            throws StrategyNotFoundException {
        return runner(strategy, scenario, LIMIT);
    }

    public static Runner runner(String strategy, Scenario scenario, Duration limit)
            throws StrategyNotFoundException {
        return new Runner(strategy(strategy), setup(scenario), limit);
    }
}
