package chatlab.step;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.engine.Engine.MemoryModel;
import chatlab.harness.exploration.Stepping.SteppingException;
import chatlab.harness.scenario.Scenario;
import chatlab.step.run.SteppedRun;

import java.io.IOException;
import java.util.List;

/// Strategies to step in tests.
public final class Fixtures {
    private Fixtures() {}

    /// The path of a file in `src/test/resources/strategies`.
    public static String file(String className) {
        return "src/test/resources/strategies/" + className + ".java";
    }

    public static CatalogueEntry strategy(String wanted) throws StrategyNotFoundException {
        return Catalogue.find(wanted, List.of());
    }

    public static SteppedRun run(String strategy, Scenario scenario)
            throws IOException, InterruptedException, SteppingException, StrategyNotFoundException {
        return new SteppedRun(strategy(strategy), scenario, MemoryModel.JMM);
    }
}
