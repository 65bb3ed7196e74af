package chatlab.harness.exploration;

import chatlab.engine.Bounds;
import chatlab.engine.Exploration.End;
import chatlab.engine.classes.Experiment;
import chatlab.engine.code.Pieces;
import chatlab.harness.child.Answers;
import chatlab.harness.child.Subject;
import chatlab.harness.exploration.Explored.Finding;
import chatlab.harness.scenario.Scenario;
import chatlab.strategies.Guarantee;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The program of a child JVM that explores a strategy.
///
/// Arguments: see [ExplorationTask]. Answers: first `SOUND` if the canary came out right; then for
/// each scenario `BEGIN title`, `FOUND` with the words of a [Explored.Finding] and `RACE variable
/// kind` with `thread writes place` twice, any number of times, `SAMPLE executions changes threads
/// steps` if there is one, and `END title end executions why`; then `TRIED title promise variable
/// outcome executions` any number of times; `PIECE class method index line ran` for each piece of
/// the strategy's code; `DONE`.
final class ExplorationMain {
    private static final Set<String> BASIC_PROMISES =
            Set.of(Guarantee.MEMBERSHIP.name(), Guarantee.DELIVERY.name(), BrokenPromise.LIVENESS);

    private final Answers answers;
    private final ExplorationTask task;

    private ExplorationMain(Answers answers, ExplorationTask task) {
        this.answers = answers;
        this.task = task;
    }

    public static void main(String[] arguments) throws IOException {
        var answers = Answers.open(System.out);
        new ExplorationMain(answers, ExplorationTask.parse(arguments)).run();
        Runtime.getRuntime().halt(0);
    }

    private void run() {
        if (!EngineCanary.isSound()) return;
        answers.say("SOUND");
        var className = System.getProperty(Subject.PROPERTY);
        var strategy = new InstrumentedStrategy(className, Experiment.NONE);
        var explored = new ArrayList<Explored>();
        for (var scenario : task.scenarios()) {
            answers.say("BEGIN", scenario.title());
            explored.add(explore(strategy, scenario));
            say(explored.getLast());
            if (task.target().isReached(explored.getLast().broken())) break;
        }
        if (!task.target().isOneEnough()) {
            new VolatileTrials(className, task.bounds(), task.target().promises())
                    .of(explored)
                    .forEach(this::say);
        }
        var underTest = new UnderTest(className);
        Pieces.visits().stream()
                .filter(visit -> underTest.test(visit.piece().className()))
                .forEach(this::say);
        answers.say("DONE");
    }

    private Explored explore(InstrumentedStrategy strategy, Scenario scenario) {
        var program = new ScenarioProgram(strategy, scenario, task.target()::fits);
        var targets = targets(scenario);
        var exploration =
                program.explore(
                        task.bounds(),
                        found -> task.target().isReached(found) || found.containsAll(targets));
        var findings = program.findings(exploration);
        if (scenario.isHostile()) {
            findings = findings.stream().filter(f -> isOfHostility(f, strategy, scenario)).toList();
        }
        var races = new ObservedRaces();
        races.add(exploration.races());
        var uncontrolled = exploration.uncontrolled();
        return new Explored(
                scenario,
                exploration.end(),
                uncontrolled == null ? "" : uncontrolled.toString(),
                exploration.executions(),
                exploration.sample(),
                findings,
                races.all());
    }

    /// Whether hostile receivers are to blame for a finding: without them, no schedule that costs
    /// as much breaks what every call must keep.
    private static boolean isOfHostility(
            Finding finding, InstrumentedStrategy strategy, Scenario scenario) {
        var tame = new ScenarioProgram(strategy, scenario.withoutHostility());
        var bounds =
                new Bounds(
                        finding.preemptions(),
                        finding.staleReads(),
                        ExplorationRun.BOUNDS.executions());
        var exploration =
                tame.explore(bounds, found -> !Collections.disjoint(found, BASIC_PROMISES));
        return exploration.end() == End.EXHAUSTED;
    }

    /// The promises that a scenario is explored for. When all are broken, more executions tell
    /// nothing new.
    private Set<String> targets(Scenario scenario) {
        var shown =
                Stream.of(Guarantee.values())
                        .filter(scenario::canShow)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Guarantee.class)));
        var targets = EnumSet.copyOf(shown);
        targets.retainAll(task.target().guarantees());
        return (targets.isEmpty() ? shown : targets)
                .stream().map(Guarantee::name).collect(Collectors.toSet());
    }

    private void say(Explored explored) {
        for (var finding : explored.findings()) {
            var answer = finding.words();
            answer.addFirst("FOUND");
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
        var sample = explored.sample();
        if (sample != null) {
            answers.say(
                    "SAMPLE",
                    String.valueOf(sample.executions()),
                    String.valueOf(sample.changes()),
                    String.valueOf(sample.threads()),
                    String.valueOf(sample.steps()));
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

    private void say(Pieces.Visit visit) {
        var piece = visit.piece();
        answers.say(
                "PIECE",
                piece.className(),
                piece.method(),
                String.valueOf(piece.index()),
                String.valueOf(piece.line()),
                String.valueOf(visit.ran()));
    }
}
