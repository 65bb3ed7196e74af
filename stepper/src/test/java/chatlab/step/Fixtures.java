package chatlab.step;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.catalogue.StrategyNotFoundException;

import java.time.Duration;
import java.util.List;

/// Strategies to step in tests.
final class Fixtures {
    static final Duration LIMIT = Duration.ofSeconds(20);

    private Fixtures() {}

    /// The path of a file in `src/test/resources/strategies`.
    static String file(String className) {
        return "src/test/resources/strategies/" + className + ".java";
    }

    static CatalogueEntry strategy(String wanted) throws StrategyNotFoundException {
        return Catalogue.find(wanted, List.of());
    }

    /// By lines of the strategy.
    static Play play(Scenario scenario) {
        return new Play(scenario, Depth.STRATEGY, Grain.LINE);
    }

    static Theatre theatre(String strategy, Scenario scenario) throws StrategyNotFoundException {
        return theatre(strategy, scenario, LIMIT);
    }

    static Theatre theatre(String strategy, Scenario scenario, Duration limit)
            throws StrategyNotFoundException {
        return new Theatre(strategy(strategy), play(scenario), limit);
    }
}
