package chatlab.client.chat;

import static java.util.Comparator.comparingInt;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The commands of the chat, such as `/join`.
enum Verb {
    JOIN("#channel", "join a channel"),
    PART("[#channel]", "leave this channel, or the one named"),
    MSG("nick text", "send a message to one person"),
    NICK("name", "change your nick"),
    NAMES("[#channel]", "list the members of this channel, or of the one named"),
    WHO("[#channel|nick]", "the same with more detail, or about one person"),
    TOPIC("[text]", "show this channel's topic, or set it"),
    QUIT("[text]", "leave the chat"),
    HELP("", "show these commands");

    private static final int MOST_MISTAKES = 2;

    private final String operands;
    private final String purpose;

    Verb(String operands, String purpose) {
        this.operands = operands;
        this.purpose = purpose;
    }

    /// The verb as it is typed, such as `/join`.
    String typed() {
        return "/" + name().toLowerCase(Locale.ROOT);
    }

    /// The verb with its operands, such as `/msg nick text`.
    String usage() {
        return (typed() + " " + operands).strip();
    }

    String purpose() {
        return purpose;
    }

    static Optional<Verb> of(String typed) {
        return Arrays.stream(values())
                .filter(verb -> verb.typed().equalsIgnoreCase(typed))
                .findFirst();
    }

    /// The verb that is most like a mistyped one, if any is close.
    static Optional<Verb> nearest(String typed) {
        var word = typed.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(verb -> distance(word, verb) <= MOST_MISTAKES)
                .min(comparingInt(verb -> distance(word, verb)));
    }

    /// The edit distance in letters left out, added, replaced or swapped with their neighbor; 0 for
    /// an abbreviation.
    private static int distance(String word, Verb verb) {
        var right = verb.typed();
        if (word.length() > 1 && right.startsWith(word)) {
            return 0;
        }
        int[][] mistakes = new int[word.length() + 1][right.length() + 1];
        for (int i = 0; i <= word.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    mistakes[i][j] = i + j;
                    continue;
                }
                boolean same = word.charAt(i - 1) == right.charAt(j - 1);
                int least = mistakes[i - 1][j - 1] + (same ? 0 : 1);
                least = Math.min(least, 1 + Math.min(mistakes[i - 1][j], mistakes[i][j - 1]));
                if (i > 1
                        && j > 1
                        && word.charAt(i - 1) == right.charAt(j - 2)
                        && word.charAt(i - 2) == right.charAt(j - 1)) {
                    least = Math.min(least, 1 + mistakes[i - 2][j - 2]);
                }
                mistakes[i][j] = least;
            }
        }
        return mistakes[word.length()][right.length()];
    }
}
