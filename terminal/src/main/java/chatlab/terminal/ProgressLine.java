package chatlab.terminal;

import java.io.PrintWriter;

/// One line on a terminal that tells how far something has got: rewritten in place, and gone at the
/// end. Where nobody watches it prints nothing.
///
/// Thread-safe, because a text is printed in one call; of texts from several threads the last one
/// stays. What cannot be printed is lost without an error, as with every `PrintWriter`.
public final class ProgressLine implements AutoCloseable {
    private static final String BACK_AND_ERASE = "\r\033[K";

    private final PrintWriter out;
    private final boolean isShown;

    /// @param out is left open
    /// @param isShown whether somebody watches; [Terminal#isPresent] knows
    public ProgressLine(PrintWriter out, boolean isShown) {
        this.out = out;
        this.isShown = isShown;
    }

    /// Shows a text, of one line, in place of the one before.
    public void show(String text) {
        if (isShown) {
            out.print(BACK_AND_ERASE + text);
            out.flush();
        }
    }

    /// Takes the line away until the next text.
    public void clear() {
        show("");
    }

    @Override
    public void close() {
        clear();
    }
}
