package chatlab.client.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class PiecesTest {
    private static final int MOST_BYTES = 380;

    @Test
    void aShortTextStaysWhole() {
        assertThat(Pieces.of("hello", MOST_BYTES)).containsExactly("hello");
        assertThat(Pieces.of("12345", 5)).containsExactly("12345");
        assertThat(Pieces.of("", 5)).containsExactly("");
    }

    @Test
    void aCutReplacesASpace() {
        assertThat(Pieces.of("one two three four", 9)).containsExactly("one two", "three", "four");
        assertThat(Pieces.of("one two  three", 7)).containsExactly("one two", "three");
        assertThat(Pieces.of("aaaaaaaaaaaa b", 5)).containsExactly("aaaaa", "aaaaa", "aa b");
    }

    /// A woman with a computer (joined by ZWJ), a thumb with a skin color, a flag, a letter with
    /// two accents, a syllable of Hindi.
    @ParameterizedTest
    @ValueSource(strings = {"👩‍💻", "👍🏽", "🇩🇪", "e\u0301\u0323", "नि"})
    void whatPeopleSeeAsOneCharacterStaysWhole(String character) {
        for (int before = 0; before < 30; before++) {
            var text = "x".repeat(before) + character.repeat(100);

            var pieces = Pieces.of(text, 100);

            assertThat(String.join("", pieces)).isEqualTo(text);
            assertThat(pieces)
                    .allMatch(piece -> bytes(piece) <= 100)
                    .allMatch(piece -> piece.replace(character, "").matches("x*"));
        }
    }

    @Test
    void aCharacterThatIsTooLongIsCutBetweenCodePoints() {
        var text = "e" + "\u0301".repeat(20);

        var pieces = Pieces.of(text, 10);

        assertThat(String.join("", pieces)).isEqualTo(text);
        assertThat(pieces).hasSizeGreaterThan(3).allMatch(piece -> bytes(piece) <= 10);
    }

    @Test
    void aTextOfAMegabyteIsCutToo() {
        var text = "word ".repeat(200_000).strip();

        var pieces = Pieces.of(text, MOST_BYTES);

        assertThat(String.join(" ", pieces)).isEqualTo(text);
        assertThat(pieces).allMatch(piece -> bytes(piece) <= MOST_BYTES);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
