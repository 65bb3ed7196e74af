package chatlab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class PaintTest {
    @Test
    void aColorStartsBeforeTheTextAndEndsAfterIt() {
        assertThat(inEveryColor(new Paint(true)))
                .containsExactly(
                        "\033[32mtext\033[0m",
                        "\033[33mtext\033[0m",
                        "\033[1;31mtext\033[0m",
                        "\033[1mtext\033[0m",
                        "\033[2mtext\033[0m",
                        "\033[36mtext\033[0m");
    }

    @Test
    void withoutColorsEveryTextIsUnchanged() {
        assertThat(inEveryColor(Paint.NONE)).containsOnly("text");
    }

    @Test
    void aTerminalHasColorsUnlessNoColorIsSet() {
        assertThat(Paint.of(true, Map.of("TERM", "xterm")).on()).isTrue();
        assertThat(Paint.of(true, Map.of("NO_COLOR", "")).on()).isTrue();

        assertThat(Paint.of(true, Map.of("NO_COLOR", "1")).on()).isFalse();
        assertThat(Paint.of(false, Map.of()).on()).isFalse();
    }

    @Test
    void textInAPipeHasNoColors() {
        assertThat(Terminal.isPresent()).isFalse(); // as for every test that Maven runs
        assertThat(Paint.forOutput()).isEqualTo(Paint.NONE);
    }

    private static List<String> inEveryColor(Paint paint) {
        return List.of(
                paint.good("text"),
                paint.unclear("text"),
                paint.bad("text"),
                paint.strong("text"),
                paint.faint("text"),
                paint.in("36", "text"));
    }
}
