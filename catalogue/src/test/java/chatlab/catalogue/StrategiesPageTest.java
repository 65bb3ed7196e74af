package chatlab.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// docs/strategies.md is generated from the annotations and comments; `-Ddocs.write=true` writes
/// it.
class StrategiesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "strategies.md");

    @Test
    void thePageIsUpToDate() throws IOException {
        var drawn = CatalogueMarkdown.page(Catalogue.entries());
        if (Boolean.getBoolean("docs.write")) Files.writeString(PAGE, drawn);

        assertThat(Files.readString(PAGE))
                .as("docs/strategies.md is stale; run again with -Ddocs.write=true")
                .isEqualTo(drawn);
    }
}
