package chatlab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

class TerminalTest {
    @Test
    void aDumbTerminalDoesNotCount() {
        assertThat(Terminal.isCapable(true, Map.of("TERM", "xterm-256color"))).isTrue();
        assertThat(Terminal.isCapable(true, Map.of())).isTrue(); // Windows

        assertThat(Terminal.isCapable(true, Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.isCapable(false, Map.of("TERM", "xterm"))).isFalse();
    }
}
