package chatlab.races.run;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.evidence.race.RaceCause;
import chatlab.harness.hang.Patience;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class HuntRunTest {
    @Test
    void aStrategyThatCannotBeCreatedDoesNotCountAsHanging(@TempDir Path folder) throws Exception {
        var source = Files.readString(Path.of("src/test/resources/strangers/SpinLocked.java"));
        var file =
                Files.writeString(
                        folder.resolve("SpinLocked.java"),
                        source.replace(
                                "    private void lock() {",
                                "    private final int spins = Integer.parseInt(\"\");\n"
                                        + "    private void lock() {"));
        var strategy = Catalogue.find(file.toString(), List.of());

        var row = HuntRun.run(strategy, Duration.ofMillis(100), 1, Patience.LEAST);

        assertThat(row.cause()).isEqualTo(RaceCause.NO_INSTANCE);
        assertThat(row.note()).contains("cannot be made").contains("NumberFormatException");
    }
}
