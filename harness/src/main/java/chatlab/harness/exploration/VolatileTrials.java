package chatlab.harness.exploration;

import chatlab.engine.Bounds;
import chatlab.engine.Exploration;
import chatlab.engine.Exploration.End;
import chatlab.engine.classes.Experiment;
import chatlab.evidence.race.EngineRace;
import chatlab.evidence.race.EngineRace.Kind;
import chatlab.evidence.race.VolatileTrial;
import chatlab.evidence.race.VolatileTrial.Outcome;
import chatlab.harness.scenario.Scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;

/// What would help? Explores the scenarios of the reported findings again, each time with one racy
/// field volatile; if that does not cure it, with each method that uses the field `synchronized`.
final class VolatileTrials {
    /// So many fields are tried in each scenario.
    private static final int MOST_FIELDS = 4;

    /// So many executions are begun in all trials together.
    private static final long BUDGET = 20_000;

    private final String className;
    private final Bounds bounds;
    private final List<String> owed;
    private long left = BUDGET;

    /// @param owed the names of the promises that the strategy must keep
    VolatileTrials(String className, Bounds bounds, List<String> owed) {
        this.className = className;
        this.bounds = bounds;
        this.owed = owed;
    }

    /// Tries to cure the cheapest finding against each owed promise.
    List<Tried> of(List<Explored> explored) {
        var trials = new HashMap<Scenario, List<VolatileTrial>>();
        var tried = new ArrayList<Tried>();
        for (var promise : owed) {
            var found = Explored.cheapest(explored, promise);
            if (found.isEmpty()) continue;
            var scenario = found.get().scenario();
            trials.computeIfAbsent(scenario, _ -> trials(found.get()))
                    .forEach(trial -> tried.add(new Tried(scenario, promise, trial)));
            if (restsOnElements(found.get(), promise)) {
                for (var array : variables(found.get(), Kind.ELEMENT)) {
                    var trial = new VolatileTrial(array, Outcome.IMPOSSIBLE, 0);
                    tried.add(new Tried(scenario, promise, trial));
                }
            }
        }
        return tried;
    }

    /// Whether the cheapest schedule needs a stale read, and nothing but elements is in a data
    /// race.
    private static boolean restsOnElements(Explored program, String promise) {
        return program.against(promise).orElseThrow().staleReads() > 0
                && program.races().stream().allMatch(race -> race.kind() == Kind.ELEMENT);
    }

    private List<VolatileTrial> trials(Explored program) {
        var fields = variables(program, Kind.FIELD);
        var trials = new ArrayList<VolatileTrial>();
        for (int i = 0; i < fields.size(); i++) {
            trials.add(
                    i < MOST_FIELDS && left > 0
                            ? trial(program.scenario(), fields.get(i))
                            : new VolatileTrial(fields.get(i), Outcome.UNDECIDED, 0));
        }
        return trials;
    }

    private static List<String> variables(Explored program, Kind kind) {
        return program.races().stream()
                .filter(race -> race.kind() == kind)
                .map(EngineRace::variable)
                .distinct()
                .toList();
    }

    private VolatileTrial trial(Scenario scenario, String field) {
        var promoted = explore(scenario, Experiment.promoting(field));
        if (promoted.end() != End.FOUND) {
            var outcome = promoted.isExhausted() ? Outcome.CURED : Outcome.UNDECIDED;
            return new VolatileTrial(field, outcome, promoted.executions());
        }
        var guarded = explore(scenario, Experiment.guarding(field));
        return guarded.isExhausted()
                ? new VolatileTrial(field, Outcome.CURED_BY_MONITOR, guarded.executions())
                : new VolatileTrial(field, Outcome.STILL_BROKEN, promoted.executions());
    }

    private Exploration explore(Scenario scenario, Experiment experiment) {
        var program =
                new ScenarioProgram(new InstrumentedStrategy(className, experiment), scenario);
        var budget = Math.clamp(left, 1, bounds.executions());
        var exploration =
                program.explore(
                        new Bounds(bounds.preemptions(), bounds.staleReads(), budget),
                        broken -> !Collections.disjoint(broken, owed));
        left -= exploration.executions();
        return exploration;
    }
}
