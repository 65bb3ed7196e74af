package chatlab.harness.exploration;

import chatlab.engine.Exploration.End;
import chatlab.engine.classes.Experiment;
import chatlab.harness.child.Answers;
import chatlab.harness.child.Subject;
import chatlab.harness.exploration.Explored.Finding;
import chatlab.harness.exploration.Necessity.Part;
import chatlab.harness.exploration.Necessity.Verdict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The program of a child JVM that strikes out each `volatile`, `synchronized`, lock and atomic of
/// a strategy in turn, and explores what is left.
///
/// Arguments: see [ExplorationTask]. Answers: first `SOUND` if the canary came out right; for each
/// part `PART kind name verdict executions`, followed by the scenario's title and the words of the
/// finding if it is needed; `DONE`.
final class NecessityMain {
    private final Answers answers;
    private final ExplorationTask task;
    private final String className = System.getProperty(Subject.PROPERTY);

    /// The promises that the strategy owes, and keeps as it is.
    private final Set<String> kept;

    private NecessityMain(Answers answers, ExplorationTask task) {
        this.answers = answers;
        this.task = task;
        kept = new HashSet<>(task.target().promises());
    }

    public static void main(String[] arguments) throws IOException {
        var answers = Answers.open(System.out);
        new NecessityMain(answers, ExplorationTask.parse(arguments)).run();
        Runtime.getRuntime().halt(0);
    }

    private void run() {
        if (!EngineCanary.isSound()) return;
        answers.say("SOUND");
        var strategy = new InstrumentedStrategy(className, Experiment.NONE);
        for (var scenario : task.scenarios()) {
            var exploration =
                    new ScenarioProgram(strategy, scenario).explore(task.bounds(), _ -> false);
            kept.removeAll(ScenarioOutcome.promisesBrokenIn(exploration));
        }
        for (var field : strategy.volatileFields()) {
            examine(Part.VOLATILE, field, Experiment.stripping(field));
        }
        for (var monitor : strategy.monitors()) {
            examine(Part.SYNCHRONIZED, monitor, Experiment.unlocking(monitor));
        }
        for (var lock : strategy.locks()) {
            examine(Part.LOCK, lock, Experiment.disarming(lock));
        }
        for (var atomic : strategy.atomics()) {
            examine(Part.ATOMIC, atomic, Experiment.disarming(atomic));
        }
        answers.say("DONE");
    }

    private void examine(Part part, String name, Experiment experiment) {
        var strategy = new InstrumentedStrategy(className, experiment);
        long executions = 0;
        boolean isExhausted = true;
        for (var scenario : task.scenarios()) {
            var program = new ScenarioProgram(strategy, scenario);
            var exploration =
                    program.explore(task.bounds(), broken -> !Collections.disjoint(broken, kept));
            executions += exploration.executions();
            if (exploration.end() == End.FOUND) {
                var answer = answer(part, name, Verdict.NEEDED, executions);
                answer.add(scenario.title());
                answer.addAll(broken(program.findings(exploration)).words());
                answers.say(answer.toArray(String[]::new));
                return;
            }
            isExhausted &= exploration.isExhausted();
        }
        var verdict = isExhausted ? Verdict.NEVER_NEEDED : Verdict.UNDECIDED;
        answers.say(answer(part, name, verdict, executions).toArray(String[]::new));
    }

    /// The finding against what the strategy keeps as it is.
    private Finding broken(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> kept.contains(finding.promise().promise()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> answer(Part part, String name, Verdict verdict, long executions) {
        return new ArrayList<>(
                List.of("PART", part.name(), name, verdict.name(), String.valueOf(executions)));
    }
}
