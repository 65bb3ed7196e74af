package chatlab.races;

import java.io.PrintWriter;
import java.time.Duration;

/// One line on a terminal that tells what runs and how long it will take, rewritten in place and
/// gone at the end. Where nobody watches it prints nothing. Thread-safe.
final class ProgressLine implements Progress, AutoCloseable {
    private static final String BACK_AND_ERASE = "\r\033[K";

    private final PrintWriter err;
    private final boolean isShown;
    private final long end;

    /// @param estimate of the whole run
    ProgressLine(PrintWriter err, boolean isShown, Duration estimate) {
        this.err = err;
        this.isShown = isShown;
        this.end = System.nanoTime() + estimate.toNanos();
    }

    @Override
    public synchronized void at(String what) {
        long left = Duration.ofNanos(Math.max(0, end - System.nanoTime())).toSeconds() + 1;
        show(
                left < 100
                        ? "%s, about %d s left".formatted(what, left)
                        : "%s, about %d min left".formatted(what, (left + 59) / 60));
    }

    @Override
    public synchronized void close() {
        show("");
    }

    private void show(String text) {
        if (isShown) {
            err.print(BACK_AND_ERASE + text);
            err.flush();
        }
    }
}
