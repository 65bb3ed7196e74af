package chatlab.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;

class NumericTest {

    @Test
    void everyNumericIsFoundByItsThreeDigits() {
        assertThat(Numeric.values())
                .allSatisfy(numeric -> {
                    assertThat(numeric.code()).matches("[0-9]{3}");
                    assertThat(Numeric.of(numeric.code())).contains(numeric);
                });
    }

    @Test
    void onlyErrorsHaveTheNumbers400To699WithTwoExceptionsAndThoseOfSasl() {
        assertThat(Numeric.values())
                .filteredOn(numeric -> !numeric.code().startsWith("9"))
                .filteredOn(numeric -> numeric != Numeric.RPL_WHOISSECURE)
                .filteredOn(numeric -> numeric != Numeric.ERR_MONLISTFULL)
                .allSatisfy(numeric ->
                        assertThat(numeric.code().matches("[4-6].."))
                                .isEqualTo(numeric.name().startsWith("ERR_")));
    }

    @ParameterizedTest
    @CsvSource({
        "RPL_WELCOME, 001",
        "RPL_LUSERCLIENT, 251",
        "RPL_ENDOFNAMES, 366",
        "ERR_NICKNAMEINUSE, 433"
    })
    void leadingZeroesBelongToTheCode(Numeric numeric, String code) {
        assertThat(numeric.code()).isEqualTo(code);
    }

    @Test
    void numericsAreListedInTheirOrder() {
        assertThat(Arrays.stream(Numeric.values()).map(Numeric::code)).isSorted();
    }

    @ParameterizedTest
    @CsvSource({"000", "1", "01", "0001", "PING", "''"})
    void otherTextsAreNotNumerics(String code) {
        assertThat(Numeric.of(code)).isEmpty();
    }
}
