package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.server.config.ServerConfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class ServerCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --strategy cwo      | Did you mean 'cow'?
                    --port 70000        | a port is a number from 0 to 65535
                    --name lab          | a server's name is words with dots between them
                    --oper root         | give a name and a password as NAME:PASSWORD
                    --outbox 0          | an outbox holds at least 1 message
                    --bind no.such.host.invalid | there is no such address
                    --stats often       | is not a duration: write 500ms, 5s or 2m
                    --threads green     | expected one of
                    --delivery pigeon   | expected one of
                    --strategy No.java  | Cannot read
                    """)
    void wrongUsageIsExplainedWithExitCode2(String arguments, String explanation) {
        var err = new StringWriter();

        int exit = commandLine(new StringWriter(), err).execute(arguments.split(" "));

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains(explanation);
    }

    @Test
    void aStrategyThatCannotBeCreatedIsReportedBeforeTheServerStarts(@TempDir Path folder)
            throws Exception {
        var file =
                Files.writeString(
                        folder.resolve("Early.java"),
                        """
                        import chatlab.strategies.*;
                        import java.util.List;

                        @Strategy(name = "early", technique = "none", guarantees = {})
                        public final class Early<M> implements BroadcastStrategy<M> {
                            private static final int SIZE = Integer.parseInt("many");
                            public boolean join(Subscriber<M> s) { return true; }
                            public boolean leave(Subscriber<M> s) { return true; }
                            public int broadcast(M message, Subscriber<M> sender) { return 0; }
                            public List<Subscriber<M>> subscribers() { return List.of(); }
                        }
                        """);
        var err = new StringWriter();

        int exit = commandLine(new StringWriter(), err).execute("--strategy", file.toString());

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).startsWith("The static initializer of Early threw");
    }

    @Test
    void aTakenPortIsReportedInOneSentenceWithExitCode3() throws Exception {
        var err = new StringWriter();
        try (var other = ChatServer.start(ServerConfig.of(Catalogue.find("cow", List.of())))) {
            int port = other.address().getPort();

            int exit =
                    commandLine(new StringWriter(), err)
                            .execute("--quiet", "--port", Integer.toString(port));

            assertThat(exit).isEqualTo(3);
            assertThat(err.toString().lines())
                    .containsExactly(
                            "Cannot listen on 127.0.0.1:"
                                    + port
                                    + " (Address already in use); stop the program that holds it,"
                                    + " or choose another with --port (0 takes any free one).");
        }
    }

    @Test
    void aProgramCanStartAndStopTheServerThroughStandardStreams(@TempDir Path folder)
            throws Exception {
        var log = folder.resolve("log");
        var child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "--port",
                                "0",
                                "--strategy",
                                "unsafe",
                                "--log",
                                "json",
                                "--json",
                                "--stats",
                                "10ms",
                                "--until-eof")
                        .redirectError(log.toFile())
                        .start();
        try (var out = child.inputReader(StandardCharsets.UTF_8)) {
            var ready = new JsonMapper().readTree(out.readLine());
            JsonNode counts = new JsonMapper().readTree(out.readLine());
            try (var client =
                    new Socket(InetAddress.getLoopbackAddress(), ready.get("port").asInt())) {
                var ann = new Peer(client);
                ann.register("ann");
                ann.send("JOIN #lab");
                ann.until("366");
                child.getOutputStream().close();
                assertThat(ann.until("ERROR").getLast().parameter(0))
                        .contains("Server shutting down");
            }
            var last = out.readLine();
            for (var line = last; line != null; line = out.readLine()) last = line;
            JsonNode summary = new JsonMapper().readTree(last);

            assertThat(child.waitFor()).isZero();
            assertThat(ready.get("schema").asText()).isEqualTo("chatlab/server/1");
            assertThat(ready.get("twin").asText()).isEqualTo("synchronized");
            assertThat(ready.get("declared").get(0).asText()).isEqualTo("MEMBERSHIP");
            assertThat(counts.get("schema").asText()).isEqualTo("chatlab/server-counts/1");
            assertThat(counts.get("connections").asInt()).isZero();
            assertThat(counts.get("lockWaitMillis").isNull()).isTrue(); // virtual threads
            assertThat(summary.get("schema").asText()).isEqualTo("chatlab/server-summary/1");
            assertThat(summary.get("sessions").asInt()).isEqualTo(1);
            assertThat(summary.get("strategyErrors").asInt()).isZero();
            assertThat(events(log, "ready").getFirst().get("delivery").asText())
                    .isEqualTo("queued");
            var joined = events(log, "join").getFirst();
            assertThat(joined.get("level").asText()).isEqualTo("info");
            assertThat(joined.get("message").asText()).isEqualTo("ann has joined #lab");
            assertThat(joined.get("nick").asText()).isEqualTo("ann");
            assertThat(joined.get("channel").asText()).isEqualTo("#lab");
        } finally {
            child.destroyForcibly();
        }
    }

    /// The events of a kind. Every line of the log must be JSON.
    private static List<JsonNode> events(Path log, String kind) throws Exception {
        var events = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(log)) {
            var event = new JsonMapper().readTree(line);
            if (event.get("event").asText().equals(kind)) events.add(event);
        }
        return events;
    }

    @Test
    void theHelpHasExamples() {
        var help = new StringWriter();

        int exit = commandLine(help, new StringWriter()).execute("--help");

        assertThat(exit).isZero();
        assertThat(help.toString())
                .contains("lab server --strategy unsafe")
                .contains("virtual, platform")
                .contains("queued, loop, direct");
    }

    private static CommandLine commandLine(StringWriter out, StringWriter err) {
        return new CommandLine(new ServerCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }

    /// The child process of a test.
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            System.exit(
                    new CommandLine(new ServerCommand())
                            .setCaseInsensitiveEnumValuesAllowed(true)
                            .execute(arguments));
        }
    }
}
