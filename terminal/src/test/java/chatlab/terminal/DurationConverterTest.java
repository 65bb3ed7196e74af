package chatlab.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine.TypeConversionException;

import java.time.Duration;

class DurationConverterTest {
    private final DurationConverter converter = new DurationConverter();

    @ParameterizedTest
    @CsvSource({
        "1ms, PT0.001S",
        "500ms, PT0.5S",
        "5s, PT5S",
        "90s, PT90S",
        "2m, PT2M",
        "9999999m, PT166666H39M"
    })
    void aDurationIsANumberWithItsUnit(String text, Duration time) {
        assertThat(converter.convert(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "s",
                "0s",
                "05s",
                "-5s",
                "1.5s",
                "5 s",
                " 5s",
                "5S",
                "5h",
                "5sm",
                "10000000s",
                "often"
            })
    void anythingElseIsRefusedAndQuoted(String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + text + "' is not a duration: write 500ms, 5s or 2m");
    }
}
