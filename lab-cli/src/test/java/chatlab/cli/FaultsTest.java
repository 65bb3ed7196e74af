package chatlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.PrintWriter;
import java.io.StringWriter;

/// The quick run of `lab faults`, from end to end. Nothing here depends on speed.
@Order(1)
class FaultsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"queued", "loop"})
    void theServerBehavesAsItShouldUnderEachFault(String delivery) {
        int exitCode =
                run(
                        "faults",
                        "stalled",
                        "slow",
                        "burst",
                        "garbage",
                        "descriptors",
                        "goodbye",
                        "soak",
                        "--quick",
                        "--delivery",
                        delivery);

        assertThat(out.toString()).as(err.toString()).doesNotContain("NOT KEPT");
        assertThat(out.toString().lines().filter(line -> line.endsWith(": kept"))).hasSize(7);
        assertThat(exitCode).isZero();
    }

    @Test
    void anUnknownFaultIsWrongUsage() {
        assertThat(run("faults", "earthquake")).isEqualTo(2);
    }

    private int run(String... arguments) {
        return Lab.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
