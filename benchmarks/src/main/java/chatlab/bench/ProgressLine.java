package chatlab.bench;

import java.io.PrintWriter;
import java.time.Duration;

/// One line on a terminal that is rewritten in place, and gone at the end. Where nobody watches it
/// prints nothing.
final class ProgressLine implements AutoCloseable {
    private static final String BACK_AND_ERASE = "\r\033[K";

    private final PrintWriter out;
    private final boolean shown;

    ProgressLine(PrintWriter out, boolean shown) {
        this.out = out;
        this.shown = shown;
    }

    void show(String text) {
        if (shown) {
            out.print(BACK_AND_ERASE + text);
            out.flush();
        }
    }

    /// What runs, which round, how far, how long still.
    void show(Plan.Step step, int forks, Duration left) {
        show(
                "round %d, %s at %s: fork %d of %d, %s left"
                        .formatted(
                                step.round(),
                                step.contestant().name(),
                                step.cell(),
                                step.place(),
                                forks,
                                words(left)));
    }

    @Override
    public void close() {
        show("");
    }

    /// Such as `about 3 min`.
    static String words(Duration time) {
        long seconds = Math.max(1, time.toSeconds());
        if (seconds < 100) return seconds + " s";
        long minutes = Math.ceilDiv(seconds, 60);
        return minutes < 100
                ? minutes + " min"
                : "%d h %d min".formatted(minutes / 60, minutes % 60);
    }
}
