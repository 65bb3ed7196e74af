package chatlab.server.watch;

/// Makes a user's text safe for a log or a terminal: one line without control characters.
public final class Printable {
    private Printable() {}

    /// The text with `?` for each control character and line separator, so that nobody can forge a
    /// log line or control a terminal.
    public static String of(String text) {
        return text.codePoints()
                .map(c -> isPlain(c) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    false;
            default -> true;
        };
    }
}
