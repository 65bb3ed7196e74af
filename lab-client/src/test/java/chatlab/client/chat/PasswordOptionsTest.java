package chatlab.client.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class PasswordOptionsTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("LAB_PASSWORD", "from outside");

    @TempDir private Path folder;

    @Test
    void theEnvironmentVariableIsUsedUnlessAnOptionIsGiven() throws Exception {
        var file = Files.writeString(folder.resolve("password"), "from a file\nsecond line\n");

        assertThat(options().password(Map.of())).isEmpty();
        assertThat(options().password(ENVIRONMENT)).contains("from outside");
        assertThat(options("--password", "typed").password(ENVIRONMENT)).contains("typed");
        assertThat(options("--password-file", file.toString()).password(ENVIRONMENT))
                .contains("from a file");
    }

    @Test
    void aFileThatCannotBeUsedIsNamed() throws Exception {
        var empty = Files.createFile(folder.resolve("empty"));

        for (var file : new Path[] {empty, folder.resolve("missing")}) {
            assertThatThrownBy(() -> options("--password-file", file.toString()).password(Map.of()))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void aPasswordOfTwoLinesIsRefused() {
        assertThatThrownBy(() -> options().password(Map.of("LAB_PASSWORD", "a\nb")))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("line break");
    }

    @CommandLine.Command
    private static final class Options {
        @CommandLine.ArgGroup private PasswordOptions password = new PasswordOptions();
    }

    private static PasswordOptions options(String... words) {
        var options = new Options();
        new CommandLine(options).parseArgs(words);
        return options.password;
    }
}
