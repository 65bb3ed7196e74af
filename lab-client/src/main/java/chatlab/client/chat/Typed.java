package chatlab.client.chat;

import java.util.Optional;

/// The meaning of a typed line.
sealed interface Typed {
    /// Text for the current channel.
    record Say(String text) implements Typed {}

    record Join(String channel) implements Typed {}

    record Part(Optional<String> channel) implements Typed {}

    record Tell(String nick, String text) implements Typed {}

    record Rename(String nick) implements Typed {}

    record Names(Optional<String> channel) implements Typed {}

    record Who(Optional<String> whom) implements Typed {}

    record Topic(Optional<String> text) implements Typed {}

    record Quit(String text) implements Typed {}

    record Help() implements Typed {}

    /// A line that means nothing; `explanation` tells the person why.
    record Mistake(String explanation) implements Typed {}

    record Nothing() implements Typed {}

    /// Reads a line. A slash begins a command; two slashes begin a text that starts with one slash.
    static Typed parse(String line) {
        var text = line.replace("\0", "").strip();
        if (text.isEmpty()) {
            return new Nothing();
        }
        if (text.startsWith("//")) {
            return new Say(text.substring(1));
        }
        if (!text.startsWith("/")) {
            return new Say(text);
        }
        var words = Words.split(text);
        return Verb.of(words.first())
                .map(verb -> command(verb, words.rest()))
                .orElseGet(() -> unknown(words.first()));
    }

    private static Typed command(Verb verb, String operands) {
        var words = Words.split(operands);
        var first = words.first();
        if (first.startsWith(":")) {
            return new Mistake("No name begins with a colon.");
        }
        return switch (verb) {
            case JOIN -> first.isEmpty() ? incomplete(verb) : new Join(channel(first));
            case PART -> new Part(optional(first).map(Typed::channel));
            case MSG -> words.rest().isEmpty() ? incomplete(verb) : new Tell(first, words.rest());
            case NICK -> first.isEmpty() ? incomplete(verb) : new Rename(first);
            case NAMES -> new Names(optional(first).map(Typed::channel));
            case WHO -> new Who(optional(first));
            case TOPIC -> new Topic(optional(operands));
            case QUIT -> new Quit(operands);
            case HELP -> new Help();
        };
    }

    private static Mistake incomplete(Verb verb) {
        return new Mistake("Something is missing. Write: " + verb.usage());
    }

    private static Mistake unknown(String word) {
        var guess = Verb.nearest(word).map(verb -> "Did you mean " + verb.typed() + "?");
        return new Mistake(
                "There is no command %s. %s".formatted(word, guess.orElse("/help shows all.")));
    }

    /// Adds the `#` that is missing from a channel's name.
    private static String channel(String name) {
        return "#&+!".indexOf(name.charAt(0)) < 0 ? "#" + name : name;
    }

    private static Optional<String> optional(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /// A line's first word and the rest.
    record Words(String first, String rest) {
        static Words split(String text) {
            int space = text.indexOf(' ');
            return space < 0
                    ? new Words(text, "")
                    : new Words(text.substring(0, space), text.substring(space).strip());
        }
    }
}
