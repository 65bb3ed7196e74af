package chatlab.harness.exploration;

import chatlab.engine.Bounds;
import chatlab.engine.Exploration.End;
import chatlab.engine.classes.Experiment;
import chatlab.harness.scenario.Scenario;
import chatlab.strategies.SynchronizedBroadcast;
import chatlab.strategies.UnsafeBroadcast;

/// The canary: the engine must find a planted race, and must not accuse its correct twin.
final class EngineCanary {
    private EngineCanary() {}

    static boolean isSound() {
        return isBroken(UnsafeBroadcast.class) && !isBroken(SynchronizedBroadcast.class);
    }

    private static boolean isBroken(Class<?> type) {
        var strategy = new InstrumentedStrategy(type.getName(), Experiment.NONE);
        var program = new ScenarioProgram(strategy, Scenario.JOIN_JOIN);
        var exploration = program.explore(Bounds.of(1, 1), broken -> !broken.isEmpty());
        return exploration.end() != End.EXHAUSTED;
    }
}
