package chatlab.harness.exploration;

import chatlab.harness.scenario.Scenario;

/// Hears how far an exploration is.
@FunctionalInterface
public interface ExplorationListener {
    /// Hears of a scenario before it is explored.
    void begins(Scenario scenario);

    /// Hears what was found in a scenario.
    default void ended(Explored explored) {}
}
