package chatlab.client.chat;

import chatlab.protocol.Message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The meaning of a typed line.
sealed interface Typed {
    /// Text for the current channel.
    record Say(String text) implements Typed {}

    /// What we do, told to the current channel in the third person.
    record Act(String text) implements Typed {}

    /// Text for one person or channel.
    record Tell(String target, String text) implements Typed {}

    /// A channel to join.
    ///
    /// @param operands of JOIN: the channel's name, perhaps a key
    record Join(String channel, List<String> operands) implements Typed {}

    record Part(Optional<String> channel, Optional<String> reason) implements Typed {}

    /// A command about a channel.
    ///
    /// @param channel the one that was named; empty for the one that we talk in
    /// @param before operands that stand before the channel
    /// @param after operands that stand after it
    record About(String command, List<String> before, Optional<String> channel, List<String> after)
            implements Typed {
        Message in(String place) {
            var operands = new ArrayList<>(before);
            operands.add(place);
            operands.addAll(after);
            return Message.of(command, operands.toArray(String[]::new));
        }
    }

    /// A message that goes to the server as it is.
    record Send(Message message) implements Typed {}

    record Quit(String text) implements Typed {}

    record Help(Optional<Verb> verb) implements Typed {}

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
        var rest = words.rest();
        if (first.startsWith(":") && !verb.takesText()) {
            return new Mistake("No name begins with a colon.");
        }
        if (verb.needs() > Words.count(operands)) {
            return new Mistake("Something is missing. Write: " + verb.usage());
        }
        return switch (verb) {
            case JOIN -> join(channel(first), rest);
            case PART -> new Part(optional(first).map(Typed::channel), optional(rest));
            case MSG -> new Tell(first, rest);
            case ME -> new Act(operands);
            case NICK -> send("NICK", first);
            case NAMES -> about("NAMES", optional(first).map(Typed::channel));
            case WHO -> about("WHO", optional(first));
            case WHOIS -> send("WHOIS", first);
            case LIST -> first.isEmpty() ? send("LIST") : send("LIST", first);
            case TOPIC -> about("TOPIC", Optional.empty(), optional(operands));
            case AWAY -> operands.isEmpty() ? send("AWAY") : send("AWAY", operands);
            case INVITE ->
                    new About(
                            "INVITE",
                            List.of(first),
                            optional(rest).map(Typed::channel),
                            List.of());
            case KICK ->
                    isChannel(first)
                            ? kick(Optional.of(first), rest)
                            : kick(Optional.empty(), operands);
            case MODE -> mode(first, rest, operands);
            case RAW -> raw(operands);
            case QUIT -> new Quit(operands);
            case HELP -> help(first);
        };
    }

    private static Typed join(String channel, String key) {
        return new Join(channel, key.isEmpty() ? List.of(channel) : List.of(channel, key));
    }

    private static Typed kick(Optional<String> channel, String nickAndReason) {
        var words = Words.split(nickAndReason);
        if (words.first().isEmpty()) {
            return new Mistake("Something is missing. Write: " + Verb.KICK.usage());
        }
        var after =
                words.rest().isEmpty()
                        ? List.of(words.first())
                        : List.of(words.first(), words.rest());
        return new About("KICK", List.of(), channel, after);
    }

    /// `/mode +o bob` is about the current channel; `/mode #a +m` and `/mode ann +i` name theirs.
    private static Typed mode(String first, String rest, String operands) {
        boolean isChange = first.startsWith("+") || first.startsWith("-");
        return isChange || first.isEmpty()
                ? new About("MODE", List.of(), Optional.empty(), Words.all(operands))
                : new About("MODE", List.of(), Optional.of(first), Words.all(rest));
    }

    private static Typed raw(String line) {
        return Message.parse(line) instanceof Message message
                ? new Send(message)
                : new Mistake("This is no message of IRC. Write: " + Verb.RAW.usage());
    }

    private static Typed help(String word) {
        if (word.isEmpty()) {
            return new Help(Optional.empty());
        }
        var typed = word.startsWith("/") ? word : "/" + word;
        return Verb.of(typed)
                .<Typed>map(verb -> new Help(Optional.of(verb)))
                .orElseGet(() -> unknown(typed));
    }

    private static Typed send(String command, String... operands) {
        return new Send(Message.of(command, operands));
    }

    private static Typed about(String command, Optional<String> channel) {
        return about(command, channel, Optional.empty());
    }

    private static Typed about(String command, Optional<String> channel, Optional<String> text) {
        return new About(command, List.of(), channel, text.stream().toList());
    }

    private static Mistake unknown(String word) {
        var guess = Verb.nearest(word).map(verb -> "Did you mean " + verb.typed() + "?");
        return new Mistake(
                "There is no command %s. %s".formatted(word, guess.orElse("/help shows all.")));
    }

    /// Adds the `#` that is missing from a channel's name.
    private static String channel(String name) {
        return isChannel(name) ? name : "#" + name;
    }

    private static boolean isChannel(String name) {
        return !name.isEmpty() && "#&+!".indexOf(name.charAt(0)) >= 0;
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

        static List<String> all(String text) {
            return Arrays.stream(text.split(" +", -1)).filter(word -> !word.isEmpty()).toList();
        }

        static int count(String text) {
            return all(text).size();
        }
    }
}
