package chatlab.coursework.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BubblewrapTest {
    @ParameterizedTest
    @CsvSource({
        "Windows 11, grade in WSL2 (wsl --install)",
        "Mac OS X, grade in a container",
        "Linux, apt-get install bubblewrap"
    })
    void whereItIsMissingEachSystemHasAnAnswer(String system, String answer) {
        assertThat(Bubblewrap.missing(system))
                .contains(answer, "--sandbox process", "coursework/containers/Containerfile");
    }
}
