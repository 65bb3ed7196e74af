package chatlab.step;

import chatlab.step.page.Page;
import chatlab.step.page.StepBench;
import chatlab.step.screen.Drawing;
import chatlab.step.witness.Witness;
import chatlab.step.witness.Witness.Verdict;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;

/// Replays of bundled witnesses, as a link of a page opens them.
final class Replays {
    private Replays() {}

    /// What a witness shows.
    ///
    /// @param failure empty if the witness was reproduced
    record Replay(String failure, List<String> drawing) {}

    static Map<String, Replay> of(Collection<String> witnesses) throws Exception {
        var waiting = new ConcurrentLinkedQueue<>(witnesses);
        var replays = new ConcurrentSkipListMap<String, Replay>();
        // Two pages with a child JVM each: that is as many as the smallest machine has cores.
        try (var pool = Executors.newFixedThreadPool(2)) {
            var pages = Collections.nCopies(2, page(waiting, replays));
            for (var page : pool.invokeAll(pages)) page.get();
        }
        return replays;
    }

    private static Callable<Void> page(Queue<String> waiting, Map<String, Replay> replays) {
        return () -> {
            try (var bench = new StepBench(List.of());
                    var page = new Page(bench)) {
                for (var name = waiting.poll(); name != null; name = waiting.poll()) {
                    replays.put(name, replay(page, Witness.shipped(name).orElseThrow()));
                }
            }
            return null;
        };
    }

    private static Replay replay(Page page, Witness witness) {
        page.open(witness.strategy(), witness.scenario(), witness.schedule());
        var shown = page.state().path("end").path("outcome").asText();
        boolean isReproduced = witness.verdict(page.run().outcome()) == Verdict.REPRODUCED;
        boolean isShown = shown.contains(witness.outcome());
        return new Replay(
                isReproduced && isShown ? "" : "a page shows " + shown, Drawing.lines(page.run()));
    }
}
