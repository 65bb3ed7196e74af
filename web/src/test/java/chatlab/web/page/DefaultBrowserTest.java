package chatlab.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultBrowserTest {
    private static final String ADDRESS = "http://127.0.0.1:1/#t=a&b";

    @ParameterizedTest
    @CsvSource({"Windows 11, start", "Mac OS X, open", "Darwin, xdg-open", "Linux, xdg-open"})
    void eachSystemHasACommandAndTheAddressIsOneWord(String system, String command) {
        var words = DefaultBrowser.words(system, ADDRESS);

        assertThat(String.join(" ", words)).contains(command);
        assertThat(words).last().isEqualTo(ADDRESS);
    }
}
