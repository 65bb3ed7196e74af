package chatlab.races.command;

import chatlab.evidence.Json;
import chatlab.evidence.race.RaceProgress;
import chatlab.evidence.race.RaceRow;
import chatlab.races.run.Progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Prints how far the run of one strategy is, one [RaceProgress] a line. The progress of a run
/// makes no two calls at once.
final class RaceLines implements Progress {
    /// Results are counted more often than a reader can use them.
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final PrintWriter out;
    private final String strategy;

    /// On the clock of `System.nanoTime`.
    private final long end;

    private String doing = "";
    private List<RaceRow> rows = List.of();
    private long learnedAt = System.nanoTime() - PAUSE.toNanos();

    /// @param end when the whole command will end, by the clock of `System.nanoTime`
    RaceLines(PrintWriter out, String strategy, long end) {
        this.out = out;
        this.strategy = strategy;
        this.end = end;
    }

    @Override
    public void at(String what) {
        doing = what;
        print();
    }

    @Override
    public void learned(Supplier<List<RaceRow>> soFar) {
        long now = System.nanoTime();
        if (now - learnedAt < PAUSE.toNanos()) return;
        learnedAt = now;
        rows = soFar.get().stream().map(RaceRow::withoutOutcomes).toList();
        print();
    }

    private void print() {
        long left = Duration.ofNanos(Math.max(0, end - System.nanoTime())).toSeconds() + 1;
        out.println(Json.line(RaceProgress.of(strategy, doing, left, rows)));
        out.flush();
    }
}
