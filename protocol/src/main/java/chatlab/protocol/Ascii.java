package chatlab.protocol;

/// The letters and digits of IRC's grammar. Those of Unicode are more.
final class Ascii {
    private Ascii() {}

    static boolean isLetter(char c) {
        return isUpperCase(c) || (c >= 'a' && c <= 'z');
    }

    static boolean isUpperCase(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
