package chatlab.harness.exploration;

import chatlab.engine.Bounds;
import chatlab.engine.Engine;
import chatlab.engine.Exploration;
import chatlab.engine.Exploration.End;
import chatlab.engine.Goal;
import chatlab.engine.classes.EngineLoader;
import chatlab.engine.classes.Experiment;
import chatlab.harness.child.Answers;
import chatlab.harness.child.Subject;
import chatlab.harness.scenario.Scenario;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Guarantee;
import chatlab.strategies.SynchronizedBroadcast;
import chatlab.strategies.UnsafeBroadcast;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The program of a child JVM that explores a strategy.
///
/// Arguments: the bounds on preemptions and stale reads, the budget of executions for each
/// scenario, whether to stop at the first broken promise (`true` or `false`), the names of the
/// guarantees that the strategy declares, joined by commas, and the scenarios' titles. Answers:
/// first `SOUND` if the canary came out right; then for each scenario `BEGIN title`, `FOUND promise
/// sentence schedule preemptions stale step…` and `RACE words` any number of times, and `END title
/// end executions why`; `DONE`.
final class ExplorationMain {
    /// A thread that runs in circles takes up to 300,000 steps. The first ones show the circle.
    private static final int MOST_STEPS = 1_000;

    private final Answers answers;
    private final Bounds bounds;
    private final boolean stopsWhenBroken;
    private final Set<Guarantee> declared;

    /// The promises seen broken so far.
    private final Set<String> broken = new HashSet<>();

    private ExplorationMain(
            Answers answers, Bounds bounds, boolean stopsWhenBroken, Set<Guarantee> declared) {
        this.answers = answers;
        this.bounds = bounds;
        this.stopsWhenBroken = stopsWhenBroken;
        this.declared = declared;
    }

    public static void main(String[] arguments) throws IOException {
        var answers = Answers.open(System.out);
        var bounds =
                new Bounds(
                        Integer.parseInt(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        Long.parseLong(arguments[2]));
        var declared = EnumSet.noneOf(Guarantee.class);
        for (var name : arguments[4].split(",", -1)) {
            if (!name.isEmpty()) declared.add(Guarantee.valueOf(name));
        }
        new ExplorationMain(answers, bounds, Boolean.parseBoolean(arguments[3]), declared)
                .run(Stream.of(arguments).skip(5).toList());
        Runtime.getRuntime().halt(0);
    }

    private void run(List<String> titles) {
        if (!isSound()) return;
        answers.say("SOUND");
        var constructor = constructor(System.getProperty(Subject.PROPERTY));
        for (var title : titles) {
            if (isEnough(broken)) break;
            answers.say("BEGIN", title);
            explore(constructor, Scenario.titled(title).orElseThrow());
        }
        answers.say("DONE");
    }

    /// The canary: the engine must find a planted race, and must not accuse its correct twin.
    private static boolean isSound() {
        var bounds = Bounds.of(1, 1);
        return isBroken(UnsafeBroadcast.class, bounds)
                && !isBroken(SynchronizedBroadcast.class, bounds);
    }

    private static boolean isBroken(Class<?> type, Bounds bounds) {
        var program = new ScenarioProgram(constructor(type.getName()), Scenario.JOIN_JOIN);
        var exploration = new Engine().explore(program, bounds);
        return exploration.end() != End.EXHAUSTED
                || exploration.outcomes().stream()
                        .anyMatch(found -> !promises(found.outcome()).isEmpty());
    }

    private static Supplier<BroadcastStrategy<String>> constructor(String className) {
        var loader =
                new EngineLoader(
                        ExplorationMain.class.getClassLoader(),
                        new UnderTest(className),
                        Experiment.NONE);
        return () -> made(loader, className);
    }

    @SuppressWarnings("unchecked") // a strategy passes messages on and never looks inside
    private static BroadcastStrategy<String> made(EngineLoader loader, String className) {
        try {
            return (BroadcastStrategy<String>)
                    loader.loadClass(className).getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the strategy cannot be made: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the strategy cannot be made: " + e, e);
        }
    }

    private void explore(Supplier<BroadcastStrategy<String>> constructor, Scenario scenario) {
        var program = new ScenarioProgram(constructor, scenario);
        var targets = targets(scenario);
        var found = new HashSet<>(broken);
        var search =
                Goal.until(outcome -> {
                    promises(outcome).forEach(promise -> found.add(promise.promise()));
                    return isEnough(found) || found.containsAll(targets);
                });
        var exploration = new Engine().explore(program, bounds, search);
        say(program, exploration);
        var uncontrolled = exploration.uncontrolled();
        answers.say(
                "END",
                scenario.title(),
                exploration.end().name(),
                String.valueOf(exploration.executions()),
                uncontrolled == null ? "" : uncontrolled.toString());
    }

    /// Whether a promise is broken that the strategy makes, and one is enough.
    private boolean isEnough(Set<String> found) {
        return stopsWhenBroken
                && (found.contains(BrokenPromise.LIVENESS)
                        || declared.stream().map(Guarantee::name).anyMatch(found::contains));
    }

    /// What a scenario is explored for. When all of it is broken, more executions tell nothing new.
    private Set<String> targets(Scenario scenario) {
        var shown =
                Stream.of(Guarantee.values())
                        .filter(scenario::canShow)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Guarantee.class)));
        var targets = EnumSet.copyOf(shown);
        targets.retainAll(declared);
        return (targets.isEmpty() ? shown : targets)
                .stream().map(Guarantee::name).collect(Collectors.toSet());
    }

    private static List<BrokenPromise> promises(Object outcome) {
        return ((ScenarioOutcome) outcome).broken();
    }

    /// Each promise is told once, by the first schedule that breaks it, which is the cheapest.
    private void say(ScenarioProgram program, Exploration exploration) {
        var told = new HashSet<String>();
        for (var found : exploration.outcomes()) {
            for (var promise : promises(found.outcome())) {
                if (!told.add(promise.promise())) continue;
                var answer =
                        new ArrayList<>(
                                List.of(
                                        "FOUND",
                                        promise.promise(),
                                        promise.sentence(),
                                        found.schedule().toString(),
                                        String.valueOf(found.preemptions()),
                                        String.valueOf(found.staleReads())));
                var steps = new Engine().replay(program, found.schedule()).steps();
                steps.stream().limit(MOST_STEPS).forEach(step -> answer.add(step.toString()));
                int more = steps.size() - MOST_STEPS;
                if (more > 0) answer.add("… and %,d more steps".formatted(more));
                answers.say(answer.toArray(String[]::new));
            }
        }
        broken.addAll(told);
        for (var race : exploration.races()) answers.say("RACE", race.toString());
    }
}
