package chatlab.client.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

class ClientPageTest {
    @Test
    void thePageListsAllCommandsWithTheirPurposes() throws IOException {
        var rows =
                Arrays.stream(Verb.values())
                        .map(verb ->
                                "| `%s` | %s |"
                                        .formatted(
                                                verb.usage().replace("|", "\\|"), verb.purpose()));

        var page = Files.readAllLines(Path.of("../docs/client.md"));

        assertThat(page.stream().filter(line -> line.startsWith("| `/")))
                .containsExactlyElementsOf(rows.toList());
    }
}
