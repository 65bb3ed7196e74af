package chatlab.harness.exploration;

import chatlab.engine.Program;
import chatlab.engine.execution.Ending;
import chatlab.engine.execution.Timeline;
import chatlab.harness.arbiter.Violation;
import chatlab.harness.scenario.RecordingSubscribers;
import chatlab.harness.scenario.Scenario;
import chatlab.harness.scenario.ScenarioRun;
import chatlab.strategies.BroadcastStrategy;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A scenario on a strategy, as a program for the engine.
final class ScenarioProgram implements Program {
    private static final RecordingSubscribers SUBSCRIBERS = new RecordingSubscribers();

    private final Supplier<BroadcastStrategy<String>> constructor;
    private final Scenario scenario;
    private @Nullable ScenarioRun latest;

    /// @param constructor makes a strategy of an instrumented class
    ScenarioProgram(Supplier<BroadcastStrategy<String>> constructor, Scenario scenario) {
        this.constructor = constructor;
        this.scenario = scenario;
    }

    @Override
    public Run begin() {
        var driver = new EngineDriver();
        var scenarioRun = new ScenarioRun(constructor.get(), scenario, SUBSCRIBERS, driver);
        latest = scenarioRun;
        var threads = new LinkedHashMap<String, Runnable>();
        for (var role : scenario.roles()) threads.put(role.thread(), scenarioRun.work(role));
        return new Run() {
            @Override
            public Map<String, Runnable> threads() {
                return threads;
            }

            @Override
            public Object outcome(Ending ending) {
                return switch (ending) {
                    case Ending.Done _ -> judged(scenarioRun, driver);
                    case Ending.Deadlock deadlock -> stuck(deadlock.toString());
                    case Ending.Endless endless -> stuck(endless.toString());
                };
            }
        };
    }

    /// What was begun last.
    @Nullable ScenarioRun latest() {
        return latest;
    }

    /// In an execution without stale reads, the order of the schedule is what everybody sees. With
    /// one, only happens-before can say what came first.
    private static ScenarioOutcome judged(ScenarioRun scenarioRun, EngineDriver driver) {
        driver.judgeBy(Timeline.hasStaleReads());
        var broken = promises(scenarioRun.violations());
        return new ScenarioOutcome(broken, scenarioRun.facts());
    }

    private static List<BrokenPromise> promises(List<Violation> violations) {
        return violations.stream()
                .map(violation -> new BrokenPromise(violation.guarantee(), violation.sentence()))
                .toList();
    }

    private ScenarioOutcome stuck(String how) {
        var blamed = scenario.isHostile() ? scenario.guarantee() : null;
        return new ScenarioOutcome(List.of(new BrokenPromise(blamed, how)), "");
    }
}
