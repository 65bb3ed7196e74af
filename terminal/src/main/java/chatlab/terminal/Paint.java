package chatlab.terminal;

import java.util.Map;

/// Colours for a terminal, or none: then every text stays as it is. Immutable.
///
/// @param on whether there are colours
public record Paint(boolean on) {
    /// No colours.
    public static final Paint NONE = new Paint(false);

    /// Colours if a person reads this process's output on a terminal and has not set
    /// [NO_COLOR](https://no-color.org).
    public static Paint forOutput() {
        return of(Terminal.isPresent(), System.getenv());
    }

    /// Colours on a terminal, unless `NO_COLOR` is set and is not empty.
    ///
    /// @param environment the environment variables of whoever reads
    public static Paint of(boolean isTerminal, Map<String, String> environment) {
        return new Paint(isTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    /// Green.
    public String good(String text) {
        return in("32", text);
    }

    /// Yellow, for what is neither.
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

    /// Paler than the rest.
    public String faint(String text) {
        return in("2", text);
    }

    /// The text in a colour, given as the parameters of ANSI's escape sequence SGR, such as `1;31`.
    public String in(String colour, String text) {
        return on ? "\033[" + colour + "m" + text + "\033[0m" : text;
    }
}
