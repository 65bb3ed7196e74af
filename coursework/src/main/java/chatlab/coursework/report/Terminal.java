package chatlab.coursework.report;

/// What the reader of the output reads it on.
final class Terminal {
    private Terminal() {}

    /// Whether a person reads it on a terminal and has not set [NO_COLOR](https://no-color.org).
    @SuppressWarnings("SystemConsoleNull") // Since JDK 25 it is null again where none is.
    static boolean isColoured() {
        var noColor = System.getenv("NO_COLOR");
        var console = System.console();
        return console != null && console.isTerminal() && (noColor == null || noColor.isEmpty());
    }
}
