package chatlab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class RoughTimeTest {
    @ParameterizedTest
    @CsvSource({
        "PT-1S, 1 s",
        "PT0.4S, 1 s",
        "PT40S, 40 s",
        "PT99.9S, 99 s",
        "PT100S, 2 min",
        "PT120S, 2 min",
        "PT121S, 3 min",
        "PT99M, 99 min",
        "PT99M1S, 1 h 40 min",
        "PT2H5M, 2 h 5 min"
    })
    void aDurationIsRoundedForAPersonWhoWaits(Duration time, String words) {
        assertThat(RoughTime.of(time)).isEqualTo(words);
    }
}
