package chatlab.terminal;

import java.util.regex.Pattern;

/// Makes text from others harmless for a terminal.
///
/// A terminal obeys the escape sequences in the text that it prints: one in a chat message could
/// clear the screen, rename the window or, on some terminals, type commands. So every control
/// character is replaced by a visible character without effect. So is every character that changes
/// the direction of writing, because it can make one line look like another. IRC's codes for bold
/// and colors are removed.
public final class SafeText {
    /// Bold, color (with its numbers), hexadecimal color, reset, monospace, reverse, italics,
    /// strike-through, underline.
    private static final Pattern FORMATTING =
            Pattern.compile(
                    "\\x03(\\d{1,2}(,\\d{1,2})?)?|\\x04(\\p{XDigit}{6})?|[\\x02\\x0f\\x11\\x16\\x1d\\x1e\\x1f]");

    private static final int ESCAPE_PICTURES = 0x2400;
    private static final int DELETE_PICTURE = 0x2421;
    private static final int REPLACEMENT = 0xFFFD;

    private SafeText() {}

    /// The text, safe to print.
    public static String of(String text) {
        var safe = new StringBuilder(text.length());
        FORMATTING
                .matcher(text)
                .replaceAll("")
                .codePoints()
                .map(SafeText::safe)
                .forEach(safe::appendCodePoint);
        return safe.toString();
    }

    private static int safe(int character) {
        if (character == '\t') {
            return ' ';
        }
        if (character < ' ') {
            return ESCAPE_PICTURES + character;
        }
        if (character == 0x7F) {
            return DELETE_PICTURE;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    REPLACEMENT;
            case Character.FORMAT -> isDirection(character) ? REPLACEMENT : character;
            default -> character;
        };
    }

    private static boolean isDirection(int character) {
        return (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069)
                || character == 0x200E
                || character == 0x200F
                || character == 0x061C;
    }
}
