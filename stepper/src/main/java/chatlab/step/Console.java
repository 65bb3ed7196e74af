package chatlab.step;

import picocli.CommandLine;

import java.io.PrintWriter;

/// Where a command prints to.
///
/// @param isTerminal whether somebody watches, so that progress is worth showing
record Console(PrintWriter out, PrintWriter err, boolean isTerminal) {
    @SuppressWarnings("SystemConsoleNull") // Since JDK 25 it is null again where none is.
    static Console of(CommandLine command) {
        var console = System.console();
        return new Console(
                command.getOut(), command.getErr(), console != null && console.isTerminal());
    }

    /// Shows, on a terminal, how far it is, in place of what it showed before.
    void progress(String text) {
        if (!isTerminal) return;
        err.print("\r\033[K" + text);
        err.flush();
    }

    void clearProgress() {
        progress("");
    }
}
