package chatlab.client.chat;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.client.TestServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;

class ClientCommandTest {
    private final StringWriter err = new StringWriter();

    @Test
    void withoutAServerItGivesExitCode3AndOneSentence() throws Exception {
        int port;
        try (var server = new TestServer()) {
            port = server.port();
        }

        int exitCode = execute("--port", String.valueOf(port));

        assertThat(exitCode).isEqualTo(3);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("No chat server answers at 127.0.0.1:" + port)
                .contains("lab server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port=0", "--port=99999", "--channel=lab", "--channel=#a b"})
    void wrongUsageGivesExitCode2AndIsNamed(String option) {
        assertThat(execute(option)).isEqualTo(2);
        assertThat(err.toString()).contains(option.replaceFirst("=.*", ""));
    }

    private int execute(String... words) {
        return new CommandLine(new ClientCommand())
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }
}
