package chatlab.bench.command;

import chatlab.terminal.RoughTime;
import chatlab.terminal.Terminal;

import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// The options that say how long a run may take.
final class LengthOptions {
    private static final Duration LONG = Duration.ofMinutes(10);

    @Option(
            names = "--quick",
            description = "A short run: less is measured, and for a shorter time.")
    private boolean quick;

    @Option(names = "--yes", description = "Do not ask before a run of over ten minutes.")
    private boolean yes;

    boolean quick() {
        return quick;
    }

    /// Says how long a run takes, and asks the user before a long one. Without a terminal the
    /// answer is yes.
    ///
    /// @param what what takes that long, such as "About"
    boolean isAgreed(String what, Duration expected, PrintWriter err) {
        err.println("%s %s.".formatted(what, RoughTime.of(expected)));
        if (yes || expected.compareTo(LONG) <= 0) return true;
        var terminal = Terminal.console();
        if (terminal.isEmpty()) return true;
        String answer = terminal.get().readLine("Go on? [y/N] ");
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
