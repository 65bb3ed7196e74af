package chatlab.coursework.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverclaimsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The strategy is safe.",
                "It is now thread-safe.",
                "This proves the lock right.",
                "Messages can never get lost.",
                "A join cannot be lost any more.",
                "It has no races.",
                "The update is guaranteed to arrive.",
                "A lost update is impossible.",
                "It always works.",
                "It is 100 % correct."
            })
    void sayMoreThanTestsCanShow(String text) {
        assertThat(Overclaims.in(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "That does not prove that it is safe.",
                "Whether it is safe remains open.",
                "It was never seen broken.",
                "MEMBERSHIP never broke in 60,160 samples.",
                "The violation never was seen.",
                "We cannot conclude that it is correct.",
                "This isn't proof.",
                "Nothing was lost in this run.",
                "It almost always lost a message.",
                "No test can show that a strategy is safe.",
                "The fail-safe list threw."
            })
    void areNotWhatSaysJustWhatWasSeen(String text) {
        assertThat(Overclaims.in(text)).isEmpty();
    }
}
