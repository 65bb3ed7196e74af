package chatlab.client;

/// Colours for a terminal, or none: then every text stays as it is.
record Paint(boolean on) {
    static final Paint NONE = new Paint(false);

    /// Colours if a person reads the output on a terminal and has not set
    /// [NO_COLOR](https://no-color.org).
    static Paint forOutput() {
        var noColor = System.getenv("NO_COLOR");
        return new Paint(isTerminal() && (noColor == null || noColor.isEmpty()));
    }

    /// Whether input and output both are a terminal.
    @SuppressWarnings("SystemConsoleNull") // Since JDK 25 it is null again where none is.
    static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    String good(String text) {
        return in("32", text);
    }

    String bad(String text) {
        return in("1;31", text);
    }

    String strong(String text) {
        return in("1", text);
    }

    String faint(String text) {
        return in("2", text);
    }

    /// The text in a colour, given as the parameters of ANSI's escape sequence SGR.
    String in(String colour, String text) {
        return on ? "\033[" + colour + "m" + text + "\033[0m" : text;
    }
}
