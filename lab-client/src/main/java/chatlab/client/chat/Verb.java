package chatlab.client.chat;

import static java.util.Comparator.comparingInt;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The commands of the chat, such as `/join`.
enum Verb {
    JOIN("#channel [key]", "join a channel, or talk in it again", "/join #java"),
    PART("[#channel] [reason]", "leave this channel, or the one named", "/part #java"),
    MSG("nick text", "send a message to one person", "/msg bob lunch?"),
    ME("text", "tell the channel what you do", "/me waves"),
    NICK("name", "change your nick", "/nick anna"),
    NAMES("[#channel]", "list the members of this channel, or of the one named", "/names"),
    WHO("[#channel|nick]", "the same with more detail, or about one person", "/who bob"),
    WHOIS("nick", "show what the server knows about one person", "/whois bob"),
    LIST("[mask]", "list the channels of the server", "/list #j*"),
    TOPIC("[text]", "show this channel's topic, or set it", "/topic Locks, part 2"),
    AWAY("[text]", "tell others that you are away; without a text: you are back", "/away lunch"),
    INVITE("nick [#channel]", "invite a person to this channel", "/invite bob"),
    KICK("[#channel] nick [reason]", "throw a person out of this channel", "/kick bob too loud"),
    MODE("[#channel|nick] [changes]", "show or change modes", "/mode +o bob"),
    RAW("message", "send a message of IRC as it is", "/raw VERSION"),
    QUIT("[text]", "leave the chat", "/quit so long"),
    HELP("[command]", "show these commands, or more about one", "/help kick");

    /// What a word of a command can be, so that it can be completed.
    enum Operand {
        /// One of our channels.
        OUR_CHANNEL,
        /// Any channel that we have heard of.
        CHANNEL,
        /// A person in one of our channels.
        NICK,
        VERB,
        TEXT
    }

    private static final int MOST_MISTAKES = 2;

    private final String operands;
    private final String purpose;
    private final String example;

    Verb(String operands, String purpose, String example) {
        this.operands = operands;
        this.purpose = purpose;
        this.example = example;
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

    String example() {
        return example;
    }

    /// How many words must follow.
    int needs() {
        return (int)
                Arrays.stream(operands.split(" ", -1))
                        .filter(operand -> !operand.isEmpty() && !operand.startsWith("["))
                        .count();
    }

    /// Whether a text follows, which may begin with anything.
    boolean takesText() {
        return switch (this) {
            case ME, TOPIC, AWAY, QUIT, RAW -> true;
            default -> false;
        };
    }

    /// What its words can be, in their order; the last also stands for all that follow.
    List<Operand> words() {
        return switch (this) {
            case JOIN, LIST -> List.of(Operand.CHANNEL, Operand.TEXT);
            case PART, NAMES -> List.of(Operand.OUR_CHANNEL, Operand.TEXT);
            case MSG, WHO, WHOIS, KICK, MODE -> List.of(Operand.NICK);
            case INVITE -> List.of(Operand.NICK, Operand.OUR_CHANNEL);
            case HELP -> List.of(Operand.VERB);
            case ME, NICK, TOPIC, AWAY, RAW, QUIT -> List.of(Operand.TEXT);
        };
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
