package chatlab.races.command;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.terminal.ProgressLine;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;

class CountdownTest {
    private final StringWriter screen = new StringWriter();
    private final ProgressLine line = new ProgressLine(new PrintWriter(screen), true);

    @Test
    void itShowsWhatRunsAndHowLongTheRestTakes() {
        new Countdown(line, Duration.ofHours(1)).at("cow: rendezvous");

        assertThat(screen.toString()).endsWith("cow: rendezvous, about 60 min left");
    }

    @Test
    void aRunThatIsLongerThanEstimatedEndsInASecond() {
        new Countdown(line, Duration.ZERO).at("cow: rendezvous");

        assertThat(screen.toString()).endsWith("cow: rendezvous, about 1 s left");
    }
}
