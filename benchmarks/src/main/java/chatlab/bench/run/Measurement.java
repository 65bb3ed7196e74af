package chatlab.bench.run;

import chatlab.bench.contestant.Contestant;
import chatlab.bench.run.ForkPlan.Step;

import org.openjdk.jmh.results.RunResult;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The execution of a plan, and its results so far. Confined to one thread.
public final class Measurement {

    /// Told before each fork which one is next and how much time is left.
    public interface Listener {
        void next(Step step, int forks, Duration left);
    }

    /// A fork that has run.
    record Done(Step step, RunResult result) {}

    /// A fork that gave no result, and why.
    public record Failure(Step step, String reason) {
        public String sentence() {
            return "%s gave no result at %s: %s"
                    .formatted(step.contestant().name(), step.cell(), reason);
        }
    }

    private final ForkPlan plan;
    private final Timing timing;
    private final Fork fork;
    private final List<Done> done = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    public Measurement(ForkPlan plan, Timing timing, Fork fork) {
        this.plan = plan;
        this.timing = timing;
        this.fork = fork;
    }

    /// Runs the plan. A contestant that has failed in a cell is not tried there again.
    ///
    /// @return false if the run was stopped before its end
    public boolean run(Interruption interruption, Listener listener) {
        long begun = System.nanoTime();
        for (Step step : plan.steps()) {
            if (interruption.isStopped()) return false;
            listener.next(step, plan.steps().size(), left(step, begun));
            if (hasFailed(step)) continue;
            try {
                done.add(new Done(step, fork.run(step.cell(), step.contestant(), timing)));
            } catch (IOException e) {
                if (interruption.isStopped()) return false; // it was stopped, it did not fail
                failures.add(new Failure(step, String.valueOf(e.getMessage())));
            }
        }
        return true;
    }

    public List<Done> done() {
        return List.copyOf(done);
    }

    public List<Failure> failures() {
        return List.copyOf(failures);
    }

    /// The forks of each contestant in each cell, in the order of the run.
    public Map<Pair, List<Done>> byPair() {
        Map<Pair, List<Done>> pairs = new LinkedHashMap<>();
        for (Done one : done) {
            var pair = new Pair(one.step.cell(), one.step.contestant());
            pairs.computeIfAbsent(pair, _ -> new ArrayList<>()).add(one);
        }
        return pairs;
    }

    /// The contestants and cells, in the order of time.
    public List<String> order() {
        return done.stream()
                .map(Done::step)
                .map(step -> step.contestant().name() + " at " + step.cell())
                .toList();
    }

    record Pair(Cell cell, Contestant contestant) {}

    private boolean hasFailed(Step step) {
        return failures.stream()
                .map(Failure::step)
                .anyMatch(f ->
                        f.cell().equals(step.cell()) && f.contestant().equals(step.contestant()));
    }

    /// Estimated from the forks so far, once there are three: they reflect this machine.
    private Duration left(Step step, long begun) {
        int over = step.place() - 1;
        int toGo = plan.steps().size() - over;
        Duration each =
                over < 3
                        ? timing.fork()
                        : Duration.ofNanos(System.nanoTime() - begun).dividedBy(over);
        return each.multipliedBy(toGo);
    }
}
