package chatlab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    @Test
    void ordinaryTextOfAnyScriptStaysAsItIs() {
        var text = "Grüße, 世界, שלום, 👩‍💻!";

        assertThat(SafeText.of(text)).isEqualTo(text);
    }

    @Test
    void anEscapeSequenceIsShownAndNotObeyed() {
        assertThat(SafeText.of("\033]0;owned\007\033[2J")).isEqualTo("␛]0;owned␇␛[2J");
    }

    @Test
    void noControlCharacterIsLeftWhateverItsNeighbours() {
        var all = new StringBuilder();
        for (char c = 0; c < 0x250; c++) {
            all.append(c).append("[31mx").append(c).append(c);
        }

        assertThat(SafeText.of(all.toString()).chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void theFormattingOfOtherClientsIsDropped() {
        assertThat(SafeText.of("\002bold\002 \00304,12red\003 \037under\017 5"))
                .isEqualTo("bold red under 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u202E", "\u2066", "\u200F", "\u2028", "\uD800", "\u009B"})
    void whatTurnsOrBreaksALineIsReplaced(String nasty) {
        assertThat(SafeText.of("a" + nasty + "b")).isEqualTo("a\uFFFDb");
    }
}
