package chatlab.protocol;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Generators for every kind of message. Characters with a meaning in the grammar are more frequent
/// than by chance.
final class Messages {
    private static final String SIGNS = ":;=\\@!*?#,+-[]{}|^~srn\t\u0001";
    private static final String FOREIGN = "äß€你\u0301\u2028😀𝄞";

    private Messages() {}

    static Arbitrary<Message> any() {
        return Combinators.combine(tags(), words().injectNull(0.3), commands(), parameters())
                .as(Message::new)
                .withoutEdgeCases(); // their combinations would leave no room for anything else
    }

    /// Messages, and lines that are almost messages.
    static Arbitrary<String> lines() {
        return Arbitraries.oneOf(
                        any().map(Message::format),
                        text(SIGNS + "    @@::\r\n\0", 0, 40),
                        text(SIGNS + "    ::", 0, 40).map(rest -> "PING " + rest),
                        text(SIGNS + ";;==\\", 0, 40).map(tags -> "@" + tags + " PING"),
                        Arbitraries.strings())
                .withoutEdgeCases();
    }

    private static Arbitrary<Map<String, String>> tags() {
        Arbitrary<String> names = words().map(word -> word.replaceAll("[=;]", "-"));
        return Arbitraries.maps(names, text(SIGNS + " \r\n", 0, 20))
                .ofMaxSize(4)
                .map(tags -> new LinkedHashMap<>(tags));
    }

    private static Arbitrary<String> commands() {
        return Arbitraries.oneOf(
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(12),
                Arbitraries.strings().numeric().ofLength(3));
    }

    private static Arbitrary<List<String>> parameters() {
        Arbitrary<List<String>> middle =
                words().filter(word -> !word.startsWith(":")).list().ofMaxSize(17);
        Arbitrary<String> last =
                Arbitraries.oneOf(
                        Arbitraries.just(""),
                        words().map(word -> ":" + word),
                        text(SIGNS + "  ", 0, 20),
                        text("  ", 300, 600));
        return Combinators.combine(middle, last.optional(0.8))
                .as((first, second) -> Stream.concat(first.stream(), second.stream()).toList());
    }

    private static Arbitrary<String> words() {
        return text(SIGNS, 1, 20);
    }

    private static Arbitrary<String> text(String signs, int minLength, int maxLength) {
        return Arbitraries.frequencyOf(
                        Tuple.of(3, characters(signs)),
                        Tuple.of(3, Arbitraries.chars().alpha().map(String::valueOf)),
                        Tuple.of(1, characters(FOREIGN)))
                .list()
                .ofMinSize(minLength)
                .ofMaxSize(maxLength)
                .map(characters -> String.join("", characters));
    }

    private static Arbitrary<String> characters(String all) {
        return Arbitraries.of(all.codePoints().mapToObj(Character::toString).toList());
    }
}
