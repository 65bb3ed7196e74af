package chatlab.step;

import chatlab.terminal.ProgressLine;
import chatlab.terminal.Terminal;

import picocli.CommandLine;

import java.io.PrintWriter;

/// Where a command prints to.
///
/// @param isTerminal whether somebody watches
/// @param progress tells that somebody how far it is
record Console(PrintWriter out, PrintWriter err, boolean isTerminal, ProgressLine progress) {
    static Console of(CommandLine command) {
        var err = command.getErr();
        boolean isTerminal = Terminal.isPresent();
        return new Console(command.getOut(), err, isTerminal, new ProgressLine(err, isTerminal));
    }
}
