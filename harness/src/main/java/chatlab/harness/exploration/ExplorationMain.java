package chatlab.harness.exploration;

import chatlab.engine.Bounds;
import chatlab.engine.classes.Experiment;
import chatlab.harness.child.Answers;
import chatlab.harness.child.Subject;
import chatlab.harness.scenario.Scenario;
import chatlab.strategies.Guarantee;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The program of a child JVM that explores a strategy.
///
/// Arguments: the bounds on preemptions and stale reads, the budget of executions for each
/// scenario, the names of the guarantees that the strategy declares, joined by commas, and the
/// scenarios' titles. Answers: first `SOUND` if the canary came out right; then for each scenario
/// `BEGIN title`, `FOUND promise sentence schedule preemptions stale step…` and `RACE variable
/// kind` with `thread writes place` twice, any number of times, and `END title end executions why`;
/// then `TRIED title promise variable outcome executions` any number of times; `DONE`.
final class ExplorationMain {
    private final Answers answers;
    private final Bounds bounds;
    private final Set<Guarantee> declared;

    /// The promises seen broken so far.
    private final Set<String> broken = new HashSet<>();

    private ExplorationMain(Answers answers, Bounds bounds, Set<Guarantee> declared) {
        this.answers = answers;
        this.bounds = bounds;
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
        for (var name : arguments[3].split(",", -1)) {
            if (!name.isEmpty()) declared.add(Guarantee.valueOf(name));
        }
        new ExplorationMain(answers, bounds, declared).run(Stream.of(arguments).skip(4).toList());
        Runtime.getRuntime().halt(0);
    }

    private void run(List<String> titles) {
        if (!EngineCanary.isSound()) return;
        answers.say("SOUND");
        var className = System.getProperty(Subject.PROPERTY);
        var strategy = new InstrumentedStrategy(className, Experiment.NONE);
        var explored = new ArrayList<Explored>();
        for (var title : titles) {
            answers.say("BEGIN", title);
            var scenario = Scenario.titled(title).orElseThrow();
            explored.add(explore(new ScenarioProgram(strategy, scenario), scenario));
            say(explored.getLast());
        }
        var owed = new ArrayList<>(declared.stream().map(Guarantee::name).toList());
        owed.add(BrokenPromise.LIVENESS);
        new VolatileTrials(className, bounds, owed).of(explored).forEach(this::say);
        answers.say("DONE");
    }

    private Explored explore(ScenarioProgram program, Scenario scenario) {
        var targets = targets(scenario);
        targets.removeAll(broken);
        var exploration = program.explore(bounds, found -> found.containsAll(targets));
        broken.addAll(ScenarioOutcome.promisesBrokenIn(exploration));
        var races = new ObservedRaces();
        races.add(exploration.races());
        var uncontrolled = exploration.uncontrolled();
        return new Explored(
                scenario,
                exploration.end(),
                uncontrolled == null ? "" : uncontrolled.toString(),
                exploration.executions(),
                program.findings(exploration),
                races.all());
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
                .stream().map(Guarantee::name).collect(Collectors.toCollection(HashSet::new));
    }

    private void say(Explored explored) {
        for (var finding : explored.findings()) {
            var answer =
                    new ArrayList<>(
                            List.of(
                                    "FOUND",
                                    finding.promise().promise(),
                                    finding.promise().sentence(),
                                    finding.schedule(),
                                    String.valueOf(finding.preemptions()),
                                    String.valueOf(finding.staleReads())));
            answer.addAll(finding.steps());
            answers.say(answer.toArray(String[]::new));
        }
        for (var race : explored.races()) {
            answers.say(
                    "RACE",
                    race.variable(),
                    race.kind().name(),
                    race.one().thread(),
                    String.valueOf(race.one().write()),
                    race.one().place(),
                    race.other().thread(),
                    String.valueOf(race.other().write()),
                    race.other().place());
        }
        answers.say(
                "END",
                explored.scenario().title(),
                explored.end().name(),
                String.valueOf(explored.executions()),
                explored.why());
    }

    private void say(Tried tried) {
        answers.say(
                "TRIED",
                tried.scenario().title(),
                tried.promise(),
                tried.trial().variable(),
                tried.trial().outcome().name(),
                String.valueOf(tried.trial().executions()));
    }
}
