package chatlab.terminal;

import java.io.PrintWriter;

/// One line on a terminal that shows progress: rewritten in place and removed at the end. Without a
/// terminal it prints nothing.
///
/// Thread-safe: each text is printed in one call, and the last one stays. A failure to print gives
/// no error, as with every `PrintWriter`.
public final class ProgressLine implements AutoCloseable {
    private static final String BACK_AND_ERASE = "\r\033[K";

    private final PrintWriter out;
    private final boolean isShown;

    /// @param out stays open after [#close]
    /// @param isShown whether a person watches, usually [Terminal#isPresent]
    public ProgressLine(PrintWriter out, boolean isShown) {
        this.out = out;
        this.isShown = isShown;
    }

    /// Replaces the text, which must be one line.
    public void show(String text) {
        if (isShown) {
            out.print(BACK_AND_ERASE + text);
            out.flush();
        }
    }

    /// Removes the line until the next text.
    public void clear() {
        show("");
    }

    @Override
    public void close() {
        clear();
    }
}
