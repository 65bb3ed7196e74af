package chatlab.races.command;

import chatlab.races.run.Progress;
import chatlab.terminal.ProgressLine;
import chatlab.terminal.RoughTime;

import java.time.Duration;

/// Shows on a terminal what runs, and about how long the rest will take. Thread-safe.
final class Countdown implements Progress {
    private final ProgressLine line;

    /// On the clock of `System.nanoTime`.
    private final long end;

    /// @param estimate for the whole run, which begins now
    Countdown(ProgressLine line, Duration estimate) {
        this.line = line;
        this.end = System.nanoTime() + estimate.toNanos();
    }

    @Override
    public void at(String what) {
        var left = Duration.ofNanos(Math.max(0, end - System.nanoTime())).plusSeconds(1);
        line.show("%s, about %s left".formatted(what, RoughTime.of(left)));
    }
}
