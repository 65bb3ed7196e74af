package chatlab.terminal;

import java.io.Console;
import java.util.Map;
import java.util.Optional;

/// The terminal that this process was started from, if it was. Any thread may ask.
public final class Terminal {
    private Terminal() {}

    /// Whether standard input and output both are a terminal, so that a person sits there, and it
    /// knows colours and a cursor, which one with `TERM=dumb` does not.
    public static boolean isPresent() {
        return isCapable(console().isPresent(), System.getenv());
    }

    static boolean isCapable(boolean isTerminal, Map<String, String> environment) {
        return isTerminal && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /// That terminal, to ask the person something.
    public static Optional<Console> console() {
        // A JVM can be told (-Djdk.console) to give a console even where there is no terminal.
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }
}
