package chatlab.step;

import chatlab.harness.exploration.Stepping.SteppingException;
import chatlab.step.page.Page;
import chatlab.step.page.StepBench;
import chatlab.step.screen.Drawing;
import chatlab.step.witness.Witness;
import chatlab.step.witness.Witness.Verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// Replays of bundled witnesses, as a link of a page opens them and again as the terminal does.
/// Each witness is replayed once for all tests, since a replay needs a JVM of its own.
final class Replays {
    private static final Map<String, Replay> DONE = new ConcurrentHashMap<>();

    private Replays() {}

    /// What a witness shows.
    ///
    /// @param failure empty if the witness was reproduced twice
    record Replay(String failure, List<String> drawing) {}

    static Map<String, Replay> of(Collection<String> witnesses) throws Exception {
        // Two child JVMs at a time: that is as many as the smallest machine has cores.
        try (var pool = Executors.newFixedThreadPool(2)) {
            var replays = new ArrayList<Callable<Replay>>();
            for (var name : witnesses) {
                if (!DONE.containsKey(name)) {
                    replays.add(() -> DONE.computeIfAbsent(name, Replays::replay));
                }
            }
            for (var replay : pool.invokeAll(replays)) replay.get();
        }
        var replays = new TreeMap<>(DONE);
        replays.keySet().retainAll(witnesses);
        return replays;
    }

    private static Replay replay(String name) {
        try {
            var witness = Witness.shipped(name).orElseThrow();
            var entry = Fixtures.strategy(witness.strategy());
            if (!witness.sha256().equals(entry.sha256())) {
                return new Replay("the source has changed; run WitnessRecorder", List.of());
            }
            try (var bench = new StepBench(List.of());
                    var page = new Page(bench)) {
                page.open(witness.strategy(), witness.scenario(), witness.schedule());
                var shown = page.state().path("end").path("outcome").asText();
                var run = page.run();
                var drawing = Drawing.lines(run);
                var first = witness.verdict(run.outcome());
                run.begin();
                run.play(witness.theSchedule());
                boolean isSame = first == witness.verdict(run.outcome());
                boolean isReproduced = isSame && first == Verdict.REPRODUCED;
                if (!isReproduced) return new Replay("not reproduced", drawing);
                return new Replay(
                        shown.contains(witness.outcome()) ? "" : "a page shows " + shown, drawing);
            }
        } catch (SteppingException e) {
            return new Replay(e.sentence(), List.of());
        } catch (Exception e) {
            throw new AssertionError(name, e);
        }
    }
}
