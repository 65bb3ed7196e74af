package chatlab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;

class ProgressLineTest {
    private final StringWriter screen = new StringWriter();
    private final PrintWriter out = new PrintWriter(new BufferedWriter(screen));

    @Test
    void aTextReplacesTheOneBeforeAtOnce() {
        try (var line = new ProgressLine(out, true)) {
            line.show("half");
            assertThat(screen).hasToString("\r\033[Khalf");

            line.show("all");
            assertThat(screen).hasToString("\r\033[Khalf\r\033[Kall");
        }
    }

    @Test
    void clearAndCloseRemoveTheLine() {
        try (var line = new ProgressLine(out, true)) {
            line.show("half");
            line.clear();
            assertThat(screen.toString()).endsWith("half\r\033[K");

            line.show("all");
        }

        assertThat(screen.toString()).endsWith("all\r\033[K");
    }

    @Test
    void withoutATerminalItPrintsNothing() {
        try (var line = new ProgressLine(out, false)) {
            line.show("half");
            line.clear();
        }

        out.flush();
        assertThat(screen.toString()).isEmpty();
    }
}
