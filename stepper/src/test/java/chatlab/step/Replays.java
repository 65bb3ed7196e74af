package chatlab.step;

import chatlab.step.page.Page;
import chatlab.step.page.StepBench;
import chatlab.step.screen.Drawing;
import chatlab.step.witness.Witness;
import chatlab.step.witness.Witness.Verdict;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Replays of bundled witnesses, as a link of a page opens them.
final class Replays {
    private Replays() {}

    /// What a witness shows.
    ///
    /// @param failure empty if the witness was reproduced
    record Replay(String failure, List<String> drawing) {}

    static Map<String, Replay> of(Collection<String> witnesses) throws Exception {
        // Two child JVMs at a time: that is as many as the smallest machine has cores.
        try (var pool = Executors.newFixedThreadPool(2)) {
            var running = new TreeMap<String, Future<Replay>>();
            for (var name : witnesses) running.put(name, pool.submit(() -> replay(name)));
            var replays = new TreeMap<String, Replay>();
            for (var each : running.entrySet()) replays.put(each.getKey(), each.getValue().get());
            return replays;
        }
    }

    private static Replay replay(String name) {
        try {
            var witness = Witness.shipped(name).orElseThrow();
            var entry = Fixtures.strategy(witness.strategy());
            try (var bench = new StepBench(List.of());
                    var page = new Page(bench)) {
                page.open(witness.strategy(), witness.scenario(), witness.schedule());
                var shown = page.state().path("end").path("outcome").asText();
                var outcome = page.run().outcome();
                boolean isReproduced = witness.verdict(outcome) == Verdict.REPRODUCED;
                boolean isShown = shown.contains(witness.outcome());
                return new Replay(
                        isReproduced && isShown ? "" : "a page shows " + shown,
                        Drawing.lines(page.run()));
            }
        } catch (Exception e) {
            throw new AssertionError(name, e);
        }
    }
}
