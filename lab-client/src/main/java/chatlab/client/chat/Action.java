package chatlab.client.chat;

import java.util.Optional;

/// The form in which clients send what somebody does: `/me waves` becomes the text `ACTION waves`
/// between two characters of number 1 (CTCP).
final class Action {
    private static final String BEGIN = "\u0001ACTION ";
    private static final String END = "\u0001";

    private Action() {}

    static String of(String deed) {
        return BEGIN + deed + END;
    }

    /// The deed, if the text of a message is one.
    static Optional<String> in(String text) {
        return text.startsWith(BEGIN)
                ? Optional.of(text.substring(BEGIN.length()).replace(END, ""))
                : Optional.empty();
    }
}
