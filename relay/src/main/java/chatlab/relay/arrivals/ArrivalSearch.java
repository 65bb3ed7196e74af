package chatlab.relay.arrivals;

import chatlab.relay.HoldBack;
import chatlab.relay.RelayGuarantee;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/// Runs programs in all orders of steps, and keeps the shortest schedule that breaks a guarantee.
///
/// Two orders are the same if each server sees the same: then its `HoldBack`, which knows nothing
/// else, does the same. So the search goes from state to state, where a state is what each server
/// has seen, and visits each once. Nobody can copy the student's objects, so it comes to a state by
/// running all steps before it on new ones.
///
/// The programs are small, because most mistakes show in small ones. A larger one is run in some
/// hundred orders, chosen by chance with a fixed seed.
public final class ArrivalSearch {
    private static final int SAMPLES = 500;

    /// A schedule that breaks a guarantee.
    public record Witness(String program, String schedule, String sentence) {}

    /// What the search has found.
    ///
    /// @param programs how many were run
    /// @param executions how many different executions they had
    /// @param witnesses by the guarantee that they break; the others held
    public record Answer(int programs, long executions, Map<RelayGuarantee, Witness> witnesses) {}

    /// A step, and those before it.
    ///
    /// @param seen what each server has seen then
    private record Path(@Nullable Path before, @Nullable Step last, Map<String, String> seen) {
        static final Path START = new Path(null, null, Map.of());

        Path and(Step step) {
            var then = new TreeMap<>(seen);
            then.merge(step.server(), step + " ", String::concat);
            return new Path(this, step, then);
        }

        List<Step> steps() {
            var steps = new ArrayDeque<Step>();
            for (var path = this; path != null && path.last != null; path = path.before) {
                steps.addFirst(path.last);
            }
            return List.copyOf(steps);
        }
    }

    private final Function<String, HoldBack> start;
    private final Map<RelayGuarantee, Witness> witnesses = new EnumMap<>(RelayGuarantee.class);
    private long executions;

    private volatile List<Step> now = List.of(); // read by the thread that watches for hangs

    /// @param start makes the object of a server of this name
    public ArrivalSearch(Function<String, HoldBack> start) {
        this.start = start;
    }

    /// Runs all programs.
    public Answer run() {
        return run(Program.SMALL, SAMPLES);
    }

    /// Runs only the smallest program, where a question is asked and answered.
    public Answer runSmallest() {
        return run(List.of(Program.SMALL.getFirst()), 0);
    }

    /// @param samples how many orders of the large program
    Answer run(List<Program> small, int samples) {
        for (var program : small) runAll(program);
        runSome(samples);
        return new Answer(small.size() + (samples > 0 ? 1 : 0), executions, witnesses);
    }

    /// The schedule that is running just now. Of one that hangs, no thread changes it any more.
    public List<Step> now() {
        return now;
    }

    private void runAll(Program program) {
        var seen = new HashSet<Map<String, String>>();
        var next = new ArrayDeque<Path>();
        next.add(Path.START);
        while (!next.isEmpty()) {
            var path = next.remove();
            var steps = path.steps();
            var execution = execute(program, steps);
            var enabled = execution.enabled();
            if (enabled.isEmpty()) executions++;
            for (var step : enabled) {
                var then = path.and(step);
                if (seen.add(then.seen)) next.add(then);
            }
        }
    }

    private Execution execute(Program program, List<Step> steps) {
        now = steps;
        var execution = new Execution(program, start);
        for (var step : steps) execution.take(step);
        keep(program, steps, execution);
        return execution;
    }

    private void runSome(int samples) {
        for (int seed = 0; seed < samples; seed++) {
            var random = new Random(seed);
            var execution = new Execution(Program.LARGE, start);
            var steps = new ArrayList<Step>();
            now = steps;
            for (var enabled = execution.enabled(); !enabled.isEmpty(); ) {
                steps.add(enabled.get(random.nextInt(enabled.size())));
                execution.take(steps.getLast());
                enabled = execution.enabled();
            }
            executions++;
            keep(Program.LARGE, steps, execution);
        }
    }

    private void keep(Program program, List<Step> steps, Execution execution) {
        for (var finding : execution.findings()) {
            witnesses.computeIfAbsent(
                    finding.guarantee(),
                    _ -> new Witness(program.name(), Step.text(steps), finding.sentence()));
        }
    }
}
