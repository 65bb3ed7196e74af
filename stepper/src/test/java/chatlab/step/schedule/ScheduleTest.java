package chatlab.step.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    @Test
    void whatIsReadIsPrintedTheSame() {
        var text = "ann*4 bob! eve ann!";

        var schedule = Schedule.parse(text);

        assertThat(schedule).hasToString(text);
        assertThat(schedule.turns())
                .containsExactly(
                        new Turn("ann", 4), Turn.on("bob"), new Turn("eve", 1), Turn.on("ann"));
    }

    @Test
    void anEmptyScheduleHasNoTurns() {
        assertThat(Schedule.parse("  ").turns()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann*0", "ann*", "!", "ann!!", "ann*-1", "*4", "ann*4!"})
    void whatIsNoTurnIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Schedule.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("ann*4");
    }

    @Test
    void stepsOfOneThreadInARowBecomeOneTurn() {
        var schedule =
                Schedule.of()
                        .then(new Turn("ann", 1))
                        .then(new Turn("ann", 1))
                        .then(Turn.on("bob"));

        assertThat(schedule).hasToString("ann*2 bob!");
        assertThat(schedule.switches()).isEqualTo(1);
    }
}
