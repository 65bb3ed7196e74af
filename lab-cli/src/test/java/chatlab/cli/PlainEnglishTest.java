package chatlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Keeps out the phrases that readers of English as a third language stumble over. Only phrases
/// that are never right in this repository are listed; everything else is a matter for review.
///
/// Covers comments, Javadoc, strings and names in Java sources, and all documents and scripts.
class PlainEnglishTest {

    private record Rule(Pattern phrase, String instead) {
        static Rule of(String phrase, String instead) {
            // A phrase may continue on the next line, behind a comment sign or in the next string.
            var gap = "(?:\\s|///?|\\*|#|\"\\s*\\+\\s*\")+";
            return new Rule(Pattern.compile(phrase.replace(" ", gap)), instead);
        }
    }

    private static final List<Rule> RULES =
            List.of(
                    Rule.of("that there is not\\b", "unknown"),
                    Rule.of("that there are not\\b", "unknown"),
                    Rule.of("\\bthere (?:is|are) none such\\b", "none exists"),
                    Rule.of("\\bthat (?:came|comes|come) along\\b", "bundled, included"),
                    Rule.of("\\bAs of `?lab [a-z]", "Same as for `lab …`"),
                    Rule.of("\\bis no time such as\\b", "is not a duration: write 500ms, 5s or 2m"),
                    Rule.of("\\bmakes? it worth to\\b", "triggers, pays off"),
                    Rule.of("\\bby (?:its|his|their) own name only\\b", "only by its name"),
                    Rule.of("\\bwho (?:is|are) to (?:go|come|get|be)\\b", "the departing …"),
                    Rule.of("\\bwhat it came to\\b", "the result"),
                    Rule.of("\\bWhat came of\\b", "The result of"),
                    Rule.of("\\bcomes? of it\\b", "results, follows"),
                    Rule.of("\\b[Tt]akes? it that\\b", "assumes that"),
                    Rule.of("\\bis as good as none\\b", "does not count"),
                    Rule.of("\\bhave (?:had )?enough of it\\b", "end, refuse"),
                    Rule.of("\\bwould not have (?:us|you|it|them)\\b", "refused"),
                    Rule.of("\\bwhich no (?:claim|verdict|test) may\\b", "it cannot …"),
                    Rule.of("\\ba world of its own\\b", "a sandbox"));

    private static final List<String> ENDINGS =
            List.of(".java", ".md", ".txt", ".yaml", ".yml", ".cmd", "/lab");

    @Test
    void noFileHasAPhraseThatIsHardToRead() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : Checkout.files()) {
            Path name = Checkout.root().relativize(file);
            boolean isCovered = ENDINGS.stream().anyMatch(file.toString()::endsWith);
            boolean isThisTest = file.endsWith("PlainEnglishTest.java");
            if (isCovered && !isThisTest) {
                found.addAll(phrases(name.toString(), Files.readString(file)));
            }
        }

        assertThat(found).as("phrases to rewrite").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a strategy that there is not",
                "/// a witness that came\n/// along",
                "\"As of lab server.\"",
                "\"'5' is no \"\n        + \"time such as 5s\""
            })
    void aPhraseIsFoundEvenOverTheEndOfALine(String text) {
        assertThat(phrases("File.java", "\n" + text))
                .singleElement()
                .asString()
                .startsWith("File.java:2: ");
    }

    private static List<String> phrases(String name, String text) {
        List<String> found = new ArrayList<>();
        for (Rule rule : RULES) {
            var match = rule.phrase().matcher(text);
            while (match.find()) {
                long line =
                        1 + text.substring(0, match.start()).chars().filter(c -> c == '\n').count();
                found.add(
                        "%s:%d: \"%s\"; write: %s"
                                .formatted(name, line, match.group(), rule.instead()));
            }
        }
        return found;
    }
}
