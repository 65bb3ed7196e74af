package chatlab.harness.exploration;

import chatlab.evidence.race.VolatileTrial;
import chatlab.harness.scenario.Scenario;

/// Whether a volatile field would cure the finding against a promise in a scenario.
public record Tried(Scenario scenario, String promise, VolatileTrial trial) {}
