package chatlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class PerformancePageTest {

    @Test
    void itsTablesMatchTheRecordedRuns() throws Exception {
        assumeTrue(SearchPath.find("python3").isPresent(), "python3 is missing");

        Process check =
                new ProcessBuilder(
                                Checkout.root().resolve("rivals/chat").toString(),
                                "page",
                                "--check")
                        .redirectErrorStream(true)
                        .start();
        String complaints =
                new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(complaints).isEmpty();
        assertThat(check.waitFor()).isZero();
    }
}
