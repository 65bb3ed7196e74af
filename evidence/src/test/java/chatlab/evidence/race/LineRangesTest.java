package chatlab.evidence.race;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class LineRangesTest {
    @Test
    void linesThatFollowOneAnotherAreARange() {
        assertThat(LineRanges.text(List.of(12, 30, 31, 32, 40, 41)))
                .isEqualTo("12, 30 to 32, 40 to 41");
        assertThat(LineRanges.text(List.of(7))).isEqualTo("7");
        assertThat(LineRanges.text(List.of())).isEmpty();
    }
}
