package chatlab.server;

/// What a user wrote, made safe for a log or a terminal: one line, and no control characters.
final class Printable {
    private Printable() {}

    /// The text with each control character and line separator as `?`, so that nobody can forge a
    /// log line or drive a terminal.
    static String of(String text) {
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
