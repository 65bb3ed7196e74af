package chatlab.client.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.terminal.ProgressLine;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

class SwarmLineTest {
    @Test
    void theLineTellsTheTaskItsPhaseAndTheShareThatIsDone() {
        var screen = new StringWriter();
        try (var line = new SwarmLine(new ProgressLine(new PrintWriter(screen), true))) {
            line.begin("cow (4 of 4)");
            line.at("sending", 1, 3);
            line.at("finishing", 0, 0);
        }

        assertThat(screen.toString().split("\r\033\\[K", -1))
                .containsExactly(
                        "",
                        "cow (4 of 4)",
                        "cow (4 of 4): sending, 33 %",
                        "cow (4 of 4): finishing, 100 %",
                        "");
    }
}
