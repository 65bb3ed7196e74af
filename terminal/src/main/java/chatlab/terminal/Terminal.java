package chatlab.terminal;

import java.io.Console;
import java.util.Optional;

/// The terminal that this process was started from, if it was. Any thread may ask.
public final class Terminal {
    private Terminal() {}

    /// Whether standard input and output both are a terminal, so that a person sits there.
    public static boolean isPresent() {
        return console().isPresent();
    }

    /// That terminal, to ask the person something.
    public static Optional<Console> console() {
        // A JVM can be told (-Djdk.console) to give a console even where there is no terminal.
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }
}
