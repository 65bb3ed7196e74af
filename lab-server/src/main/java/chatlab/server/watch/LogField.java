package chatlab.server.watch;

/// A value in a line of the log, with a name for programs.
///
/// @param value a string, a number or a boolean
/// @param text the value in a sentence
public record LogField(String name, Object value, String text) {

    public static LogField of(String name, Object value) {
        return new LogField(name, value, value.toString());
    }

    /// A user's text.
    public static LogField printable(String name, String text) {
        return of(name, Printable.of(text));
    }

    @Override
    public String toString() {
        return text;
    }
}
