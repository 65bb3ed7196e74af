package chatlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

class CheckersTablesTest {

    @ParameterizedTest
    @CsvSource({"run, docs/engine.md", "mutants, docs/races.md"})
    void thePageHasTheTablesOfTheRecordedRuns(String command, String page) throws Exception {
        assumeTrue(SearchPath.find("python3").isPresent(), "python3 is missing");
        var script = Checkout.root().resolve("rivals/checkers").resolve(command);

        var report =
                new ProcessBuilder(script.toString(), "--report").redirectErrorStream(true).start();
        var tables = new String(report.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(report.waitFor()).isZero();
        assertThat(Files.readString(Checkout.root().resolve(page))).contains(tables);
    }
}
