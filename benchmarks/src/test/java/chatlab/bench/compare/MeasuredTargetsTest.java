package chatlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.evidence.JmhResult;
import chatlab.evidence.Terms;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The recorded run that docs/benchmarks.md shows: its table follows from its raw data.
class MeasuredTargetsTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path RECORDED = DOCS.resolve("measured/targets");

    @Test
    void theTableFollowsFromTheRawData() throws IOException {
        var results = JmhResult.read(RECORDED.resolve("bench.json"));

        var table = TargetResults.of(Target.all(), results, Terms.USUAL).markdown();

        assertThat(RECORDED.resolve("targets.md")).hasContent(table);
        assertThat(Files.readString(DOCS.resolve("benchmarks.md"))).contains(table);
    }
}
