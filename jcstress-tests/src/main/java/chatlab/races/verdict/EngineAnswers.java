package chatlab.races.verdict;

import chatlab.engine.Bounds;
import chatlab.engine.Exploration.End;
import chatlab.engine.Sample;
import chatlab.evidence.race.EngineAnswer;
import chatlab.evidence.race.EngineRace;
import chatlab.evidence.race.EngineVerdict;
import chatlab.evidence.race.EngineWitness;
import chatlab.evidence.race.RaceReport;
import chatlab.harness.exploration.ExplorationRun;
import chatlab.harness.exploration.Explored;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Sums up what the engine has explored, for each guarantee. Pure functions.
public final class EngineAnswers {
    private final ExplorationRun.Result result;
    private final Bounds bounds;

    public EngineAnswers(ExplorationRun.Result result, Bounds bounds) {
        this.result = result;
        this.bounds = bounds;
    }

    /// The answer about a guarantee, or about [RaceReport#LIVENESS].
    public EngineAnswer about(String promise) {
        var programs = programs(promise);
        var found = Explored.cheapest(result.explored(), promise);
        if (found.isPresent()) {
            return answer(EngineVerdict.WITNESS, programs, witness(found.get(), promise), "");
        }
        if (!result.isSound() || !result.why().isEmpty()) {
            return answer(EngineVerdict.NOT_RUN, programs, null, result.why());
        }
        for (var program : programs) {
            if (program.end() == End.UNCONTROLLED) {
                return answer(EngineVerdict.UNCONTROLLED, programs, null, program.why());
            }
        }
        if (programs.stream().allMatch(program -> program.end() == End.EXHAUSTED)) {
            return answer(EngineVerdict.EXHAUSTED, programs, null, "");
        }
        var samples = programs.stream().map(Explored::sample).filter(Objects::nonNull).toList();
        return answer(
                EngineVerdict.NOT_EXHAUSTED,
                programs,
                null,
                samples.isEmpty()
                        ? "the search ended where something else broke"
                        : "the budget ended before all were tried; %,d random executions broke nothing, either"
                                .formatted(samples.stream().mapToLong(Sample::executions).sum()));
    }

    /// Whether the engine found the planted race, and nothing in its correct twin.
    public boolean isSound() {
        return result.isSound();
    }

    /// The data races of the code under test.
    public List<EngineRace> races() {
        return result.races();
    }

    /// The lines of the code under test that no execution has run.
    public List<Integer> linesNotRun() {
        return result.linesNotRun();
    }

    /// The steps of the witness against each broken promise, one in each line.
    public Map<String, List<String>> witnesses() {
        var steps = new LinkedHashMap<String, List<String>>();
        for (var guarantee : Guarantee.values()) put(guarantee.name(), steps);
        put(RaceReport.LIVENESS, steps);
        return steps;
    }

    private void put(String promise, Map<String, List<String>> steps) {
        Explored.cheapest(result.explored(), promise)
                .flatMap(program -> program.against(promise))
                .ifPresent(finding -> steps.put(promise, finding.steps()));
    }

    private EngineWitness witness(Explored program, String promise) {
        var finding = program.against(promise).orElseThrow();
        return new EngineWitness(
                program.scenario().title(),
                finding.schedule(),
                finding.preemptions(),
                finding.staleReads(),
                finding.promise().sentence(),
                result.trials(program.scenario(), promise));
    }

    private List<Explored> programs(String promise) {
        if (promise.equals(RaceReport.LIVENESS)) return result.explored();
        var guarantee = Guarantee.valueOf(promise);
        return result.explored().stream().filter(p -> p.scenario().canShow(guarantee)).toList();
    }

    private EngineAnswer answer(
            EngineVerdict verdict,
            List<Explored> programs,
            @Nullable EngineWitness witness,
            String note) {
        return new EngineAnswer(
                verdict,
                bounds.preemptions(),
                bounds.staleReads(),
                programs.size(),
                programs.stream().mapToLong(Explored::executions).sum(),
                witness,
                note);
    }
}
