package chatlab.client.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class PiecesTest {

    @Test
    void aShortTextStaysWhole() {
        assertThat(Pieces.of("hello")).containsExactly("hello");
    }

    @Test
    void aLongTextFitsInPiecesAndLosesNothing() {
        var text = "👩‍💻é".repeat(200);

        var pieces = Pieces.of(text);

        assertThat(String.join("", pieces)).isEqualTo(text);
        assertThat(pieces)
                .allMatch(piece -> piece.getBytes(StandardCharsets.UTF_8).length <= 380)
                .noneMatch(piece -> Character.isLowSurrogate(piece.charAt(0)));
    }
}
