package chatlab.races;

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

    String of(Verdict verdict, boolean declared, String text) {
        return switch (verdict) {
            case HELD -> in("32", text);
            case BROKEN -> declared ? in("1;31", text) : text;
            case NOT_RUN -> declared ? in("33", text) : text;
        };
    }

    String strong(String text) {
        return in("1", text);
    }

    private String in(String colour, String text) {
        return on ? "\033[" + colour + "m" + text + "\033[0m" : text;
    }
}
