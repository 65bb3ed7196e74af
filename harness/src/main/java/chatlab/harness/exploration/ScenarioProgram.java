package chatlab.harness.exploration;

import chatlab.engine.Bounds;
import chatlab.engine.Engine;
import chatlab.engine.Exploration;
import chatlab.engine.Found;
import chatlab.engine.Goal;
import chatlab.engine.Program;
import chatlab.engine.execution.Ending;
import chatlab.engine.execution.Step;
import chatlab.engine.execution.Timeline;
import chatlab.harness.arbiter.Violation;
import chatlab.harness.child.TestMessage;
import chatlab.harness.exploration.Explored.Finding;
import chatlab.harness.scenario.Scenario;
import chatlab.harness.scenario.ScenarioRun;
import chatlab.strategies.BroadcastStrategy;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A scenario on a strategy, as a program for the engine.
final class ScenarioProgram implements Program {

    /// A thread that runs in circles takes up to 300,000 steps. The first ones show the circle.
    private static final int MOST_STEPS = 1_000;

    private final Supplier<BroadcastStrategy<TestMessage>> constructor;
    private final Scenario scenario;
    private final Predicate<BrokenPromise> counts;
    private @Nullable ScenarioRun latest;

    /// @param constructor makes a strategy of an instrumented class
    ScenarioProgram(Supplier<BroadcastStrategy<TestMessage>> constructor, Scenario scenario) {
        this(constructor, scenario, _ -> true);
    }

    /// @param constructor makes a strategy of an instrumented class
    /// @param counts whether a broken promise belongs to the outcome
    ScenarioProgram(
            Supplier<BroadcastStrategy<TestMessage>> constructor,
            Scenario scenario,
            Predicate<BrokenPromise> counts) {
        this.constructor = constructor;
        this.scenario = scenario;
        this.counts = counts;
    }

    @Override
    public Run begin() {
        var driver = new EngineDriver();
        var scenarioRun = new ScenarioRun(constructor.get(), scenario, driver);
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

    /// Explores it.
    ///
    /// @param isEnough whether to stop, given the names of the promises seen broken so far
    Exploration explore(Bounds bounds, Predicate<Set<String>> isEnough) {
        var broken = new HashSet<String>();
        return new Engine()
                .explore(
                        this,
                        bounds,
                        Goal.until(outcome -> {
                            ((ScenarioOutcome) outcome)
                                    .broken()
                                    .forEach(promise -> broken.add(promise.promise()));
                            return isEnough.test(broken);
                        }));
    }

    /// What an exploration of it has found: each broken promise once, by the first schedule that
    /// breaks it, which is the cheapest.
    List<Finding> findings(Exploration exploration) {
        var findings = new LinkedHashMap<String, Finding>();
        for (var found : exploration.outcomes()) {
            for (var promise : ScenarioOutcome.brokenIn(found)) {
                findings.computeIfAbsent(promise.promise(), _ -> finding(promise, found));
            }
        }
        return List.copyOf(findings.values());
    }

    private Finding finding(BrokenPromise promise, Found found) {
        var replay = new Engine().replay(this, found.schedule());
        return new Finding(
                promise,
                found.schedule().toString(),
                found.preemptions(),
                found.staleReads(),
                words(replay.steps()));
    }

    private static List<String> words(List<Step> steps) {
        var words = new ArrayList<String>();
        steps.stream().limit(MOST_STEPS).forEach(step -> words.add(step.toString()));
        int more = steps.size() - MOST_STEPS;
        if (more > 0) words.add("… and %,d more steps".formatted(more));
        return words;
    }

    /// In an execution without stale reads, the order of the schedule is what everybody sees. With
    /// one, only happens-before can say what came first.
    private ScenarioOutcome judged(ScenarioRun scenarioRun, EngineDriver driver) {
        driver.judgeBy(Timeline.hasStaleReads());
        var broken = promises(scenarioRun.violations());
        return outcome(broken, scenarioRun.facts());
    }

    private static List<BrokenPromise> promises(List<Violation> violations) {
        return violations.stream()
                .map(violation -> new BrokenPromise(violation.guarantee(), violation.sentence()))
                .toList();
    }

    private ScenarioOutcome stuck(String how) {
        var blamed = scenario.isHostile() ? scenario.guarantee() : null;
        return outcome(List.of(new BrokenPromise(blamed, how)), "");
    }

    private ScenarioOutcome outcome(List<BrokenPromise> broken, String facts) {
        return new ScenarioOutcome(broken.stream().filter(counts).toList(), facts);
    }
}
