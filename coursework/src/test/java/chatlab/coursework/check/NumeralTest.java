package chatlab.coursework.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class NumeralTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20,234 | 20234",
                "20 234 | 20234",
                "20.234 | 20234",
                "20'234 | 20234",
                "1,063,680 | 1063680",
                "1.063.680 | 1063680",
                "20234 | 20234",
                "20,200 | 20234",
                "20,000 | 20234",
                "20 k | 20234",
                "20.2k | 20234",
                "1.1 M | 1063680",
                "1.06 million | 1063680",
                "2.31 | 2.3149",
                "2,31 | 2.3149",
                "2.3x | 2.3149",
                "2 | 2.3149",
                "1.2e-6 | 0.00000124",
                "1.2 × 10⁻⁶ | 0.00000124",
                "1.2 * 10^-6 | 0.00000124",
                "10^-6 | 0.000001",
                "10⁶ | 1000000",
                "about 22,000 | 20234",
                "more than 20,000 | 20234",
                "over 1 million | 1063680",
                "at most 0.001 | 0.00099",
                "< 0.001 | 0.00099",
                "0.063 | 0.063"
            })
    void isTheNumberThatItWasRoundedFrom(String text, double actual) {
        assertThat(only(text).isAnyOf(List.of(Quantity.number(actual)))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20,235 | 20234",
                "20,300 | 20234",
                "21,000 | 20234",
                "10 | 14",
                "100 | 94",
                "1.2 M | 1063680",
                "2.32 | 2.3149",
                "2.4x | 2.3149",
                "3 | 2.3149",
                "1.3e-6 | 0.00000124",
                "10^-5 | 0.000001",
                "about 30,000 | 20234",
                "more than 21,000 | 20234",
                "more than 1 | 20234",
                "at most 0.0009 | 0.00099",
                "0.063 | 63"
            })
    void isNoOtherNumber(String text, double actual) {
        assertThat(only(text).isAnyOf(List.of(Quantity.number(actual)))).isFalse();
    }

    @Test
    void perCentIsOfSharesOnly() {
        var share = List.of(Quantity.share(0.01902));
        var number = List.of(Quantity.number(0.01902));

        assertThat(only("1.9 %").isAnyOf(share)).isTrue();
        assertThat(only("1,9%").isAnyOf(share)).isTrue();
        assertThat(only("1.902 percent").isAnyOf(share)).isTrue();
        assertThat(only("19 ‰").isAnyOf(share)).isTrue();
        assertThat(only("0.019").isAnyOf(share)).isTrue();
        assertThat(only("1.8 %").isAnyOf(share)).isFalse();
        assertThat(only("1.9").isAnyOf(share)).isFalse();
        assertThat(only("1.9 %").isAnyOf(number)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Figure 3",
                "JDK 25",
                "Java 25.0.3",
                "Lab 02",
                "line 47",
                "x86",
                "a 64-bit JVM",
                "C2",
                "3/N",
                "SHA256",
                "none"
            })
    void aNumberInANameCountsNothing(String text) {
        assertThat(Numeral.in(text)).isEmpty();
    }

    @Test
    void findsAllOfASentence() {
        var found =
                Numeral.in(
                        "It was 2.31 times as fast (2.20 to 2.43, 95 %, 5 forks), or 2.20–2.43.");

        assertThat(found)
                .extracting(Numeral::text)
                .containsExactly("2.31", "2.20", "2.43", "95 %", "5", "2.20", "2.43");
    }

    private static Numeral only(String text) {
        var found = Numeral.in(text);
        assertThat(found).as(text).hasSize(1);
        return found.getFirst();
    }
}
