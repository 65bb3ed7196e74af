package chatlab.client;

import java.io.PrintWriter;

/// One line on a terminal that tells how far a swarm has got, rewritten in place and gone at the
/// end. Where nobody watches it prints nothing.
final class ProgressLine implements Progress, AutoCloseable {
    private static final String BACK_AND_ERASE = "\r\033[K";

    private final PrintWriter out;
    private final boolean shown;
    private String task = "";

    ProgressLine(PrintWriter out, boolean shown) {
        this.out = out;
        this.shown = shown;
    }

    /// What the next reports are about.
    void begin(String name) {
        task = name;
        show(name);
    }

    @Override
    public void at(String phase, long done, long all) {
        show("%s: %s, %d %%".formatted(task, phase, all == 0 ? 100 : done * 100 / all));
    }

    /// Takes the line away until the next report.
    void clear() {
        show("");
    }

    @Override
    public void close() {
        clear();
    }

    private void show(String text) {
        if (shown) {
            out.print(BACK_AND_ERASE + text);
            out.flush();
        }
    }
}
