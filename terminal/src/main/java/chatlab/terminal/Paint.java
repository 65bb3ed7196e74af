package chatlab.terminal;

import java.util.Map;

/// Colors for a terminal, or none, which leaves every text unchanged. Immutable.
///
/// @param on whether there are colors
public record Paint(boolean on) {
    /// No colors.
    public static final Paint NONE = new Paint(false);

    /// Colors if a person reads this process's output on a terminal and has not set
    /// [NO_COLOR](https://no-color.org).
    public static Paint forOutput() {
        return of(Terminal.isPresent(), System.getenv());
    }

    /// Colors on a terminal, unless `NO_COLOR` is set and is not empty.
    ///
    /// @param environment the environment variables of this process
    public static Paint of(boolean isTerminal, Map<String, String> environment) {
        return new Paint(isTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    /// Green.
    public String good(String text) {
        return in("32", text);
    }

    /// Yellow, for neither good nor bad.
    public String unclear(String text) {
        return in("33", text);
    }

    /// Red and bold.
    public String bad(String text) {
        return in("1;31", text);
    }

    /// Bold.
    public String strong(String text) {
        return in("1", text);
    }

    /// Fainter than normal text.
    public String faint(String text) {
        return in("2", text);
    }

    /// The text in a color, given as the parameters of ANSI's escape sequence SGR, such as `1;31`.
    public String in(String color, String text) {
        return on ? "\033[" + color + "m" + text + "\033[0m" : text;
    }
}
