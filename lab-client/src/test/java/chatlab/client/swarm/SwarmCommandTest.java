package chatlab.client.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.client.TestServer;
import chatlab.client.TestServer.Fate;
import chatlab.evidence.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

@Timeout(60)
class SwarmCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aCleanServerGivesExitCode0AndAReport() throws Exception {
        try (var server = new TestServer()) {
            int exitCode = swarm(server);

            assertThat(exitCode).isZero();
            assertThat(out.toString())
                    .contains("Swarm against test-server-1 at 127.0.0.1:" + server.port())
                    .containsPattern("lost +0\n")
                    .containsPattern("one total order\\? +yes\n")
                    .contains("Nothing lost, duplicated or reordered.");
            assertThat(err.toString()).isEmpty();
        }
    }

    @Test
    void aLossGivesExitCode1AndNamesTheReceiver() throws Exception {
        try (var server = new TestServer(SwarmCommandTest::losesTheFifth)) {
            int exitCode = swarm(server);

            assertThat(exitCode).isEqualTo(1);
            assertThat(out.toString())
                    .containsPattern("r\\w{3}-0: lost 2 of 20, duplicated 0")
                    .contains("1 of 5 receivers did not get exactly what they should.");
        }
    }

    @Test
    void jsonIsOneObjectAndNothingElse() throws Exception {
        try (var server = new TestServer(SwarmCommandTest::losesTheFifth)) {
            swarm(server, "--json");

            var json = Json.mapper().readTree(out.toString());
            assertThat(json.get("schema").asText()).isEqualTo("chatlab/swarm/1");
            assertThat(json.get("lost").asInt()).isEqualTo(2);
            assertThat(json.get("totalOrder").asBoolean()).isTrue();
            assertThat(json.get("plan").get("messages").asInt()).isEqualTo(10);
            assertThat(json.get("latencyMicros").get("p99.9").asDouble()).isPositive();
            assertThat(json.get("receivers")).hasSize(5);
        }
    }

    @Test
    void outLeavesTheEvidence(@TempDir Path directory) throws Exception {
        try (var server = new TestServer()) {
            swarm(server, "--out", directory.toString());

            assertThat(directory)
                    .isDirectoryContaining("glob:**/swarm.json")
                    .isDirectoryContaining("glob:**/swarm.html")
                    .isDirectoryContaining("glob:**/environment.json");
            assertThat(Files.readString(directory.resolve("manifest.json")))
                    .contains("\"--messages\"", "\"exitCode\": 0");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--clients=1",
                "--senders=0",
                "--senders=65",
                "--messages=0",
                "--churn=-1",
                "--payload=41",
                "--payload=400",
                "--channel=lab",
                "--rate=-1",
                "--timeout=0s",
                "--timeout=soon",
                "--port=0",
                "--port=65536",
                "--what",
                "--loss=5%",
                "--relay=fifo",
                "--servers=a,a",
                "--loss=some --servers=a,b",
                "--servers=a,b --kill=c@1s",
                "--churn=3 --servers=a,b",
                "--timeout=20s --servers=a,b --split=a@3s+10s",
                "--strategy=cow --port=9000",
                "--servers=a,b --host=localhost",
                "--follow=50ms --strategy=cow",
                "--follow=50ms --json",
                "--round=5s"
            })
    void wrongUsageGivesExitCode2AndIsNamed(String option) {
        int exitCode = execute(List.of(option.split(" ")));

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains(option.replaceFirst("=.*", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rate=9", "--channel=#other", "--payload=121", "--follow=1s"})
    void whatPlainClientsCannotDoIsWrongUsage(String option) {
        assertThat(execute(List.of("--plain", option))).isEqualTo(2);
        assertThat(err.toString()).contains("--plain");
    }

    @Test
    void withoutAServerItGivesExitCode3AndOneSentence() throws Exception {
        int port;
        try (var server = new TestServer()) {
            port = server.port();
        }

        int exitCode = execute(List.of("--port", String.valueOf(port)));

        assertThat(exitCode).isEqualTo(3);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("No chat server");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aStrategyGetsAServerOfItsOwnAndItsExceptionsCount() throws Exception {
        int fine = ofItsOwn("fine");
        int throwing = ofItsOwn("throwing", "--json");
        int unknown = ofItsOwn("nobody");

        assertThat(List.of(fine, throwing, unknown)).containsExactly(0, 1, 2);
        assertThat(out.toString())
                .contains("Nothing lost")
                .contains("\"strategyErrors\": 3")
                .contains("\"lost\": 0");
    }

    private int ofItsOwn(String strategy, String... more) {
        var words = new ArrayList<>(List.of("--strategy", strategy));
        words.addAll(List.of("--clients", "3", "--senders", "1", "--messages", "5"));
        words.addAll(List.of("--churn", "0", "--timeout", "30s"));
        words.addAll(List.of(more));
        return execute(new SwarmCommand("chatlab.client.demo.FakeLab"), words);
    }

    private static Fate losesTheFifth(String sender, int nth, String receiver) {
        return nth == 5 && receiver.startsWith("r") && receiver.endsWith("-0")
                ? Fate.IS_LOST
                : Fate.ARRIVES;
    }

    private int swarm(TestServer server, String... more) {
        var words = new ArrayList<>(List.of("--port", String.valueOf(server.port())));
        words.addAll(List.of("--clients", "4", "--senders", "2", "--messages", "10"));
        words.addAll(List.of("--churn", "1", "--timeout", "30s"));
        words.addAll(List.of(more));
        return execute(words);
    }

    private int execute(List<String> words) {
        return execute(new SwarmCommand(), words);
    }

    private int execute(SwarmCommand command, List<String> words) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words.toArray(String[]::new));
    }
}
