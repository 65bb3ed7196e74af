package chatlab.terminal;

import java.io.Console;
import java.util.Map;
import java.util.Optional;

/// The terminal that this process was started from, if any. Thread-safe.
public final class Terminal {
    private Terminal() {}

    /// Whether standard input and output are both a terminal that supports colors and a cursor.
    /// With `TERM=dumb` it supports neither.
    public static boolean isPresent() {
        return isCapable(console().isPresent(), System.getenv());
    }

    static boolean isCapable(boolean isTerminal, Map<String, String> environment) {
        return isTerminal && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /// The terminal's console, to ask the person a question.
    public static Optional<Console> console() {
        // With -Djdk.console a JVM can return a console even without a terminal.
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }
}
