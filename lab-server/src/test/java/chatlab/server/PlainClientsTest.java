package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.catalogue.Catalogue;
import chatlab.server.config.DeliveryPolicy;
import chatlab.server.config.ServerConfig;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Clients of ten lines, as students write them first, against the real server.
@ParameterizedClass
@EnumSource
class PlainClientsTest {
    private static final int WATCHDOG_MILLIS = 60_000;

    private final DeliveryPolicy delivery;
    private ChatServer server;
    private PlainClients plain;

    PlainClientsTest(DeliveryPolicy delivery) {
        this.delivery = delivery;
    }

    @BeforeEach
    void start() throws Exception {
        server =
                ChatServer.start(
                        ServerConfig.of(
                                Catalogue.find("cow", List.of()),
                                options -> options.delivery = delivery));
        plain = PlainClients.start(0, server);
    }

    @AfterEach
    void stop() {
        plain.close();
        server.close();
    }

    /// A socket, two streams, and nothing else.
    private final class Program implements AutoCloseable {
        private final Socket socket =
                new Socket(plain.address().getAddress(), plain.address().getPort());
        private final BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));

        Program() throws IOException {
            socket.setSoTimeout(WATCHDOG_MILLIS);
        }

        void type(String line) throws IOException {
            socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
        }

        String nick() {
            return "guest" + socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /// In the channel when this returns, as somebody there can see.
    private Program joined(Peer watcher) throws IOException {
        var program = new Program();
        assertThat(watcher.until("JOIN").getLast().format()).contains(program.nick());
        return program;
    }

    @Test
    void aLineReachesAllOthersEvenThoseWhoHaveTypedNothing() throws Exception {
        try (var watcher = Peer.in(server, "ann", "#lab");
                var one = joined(watcher);
                var other = joined(watcher);
                var silent = joined(watcher)) {
            one.type("¡hola! 👋\r");

            assertThat(other.in.readLine()).isEqualTo(one.nick() + ": ¡hola! 👋");
            assertThat(silent.in.readLine()).isEqualTo(one.nick() + ": ¡hola! 👋");
            assertThat(watcher.until("PRIVMSG").getLast().format())
                    .isEqualTo(
                            ":%1$s!%1$s@127.0.0.1 PRIVMSG #lab :¡hola! 👋".formatted(one.nick()));
            other.type("me, too");
            assertThat(one.in.readLine()).isEqualTo(other.nick() + ": me, too");
            watcher.send("PRIVMSG #lab :and I");
            assertThat(one.in.readLine()).isEqualTo("ann: and I");
        }
    }

    @Test
    void aLineIsNoCommandAndALongOneIsCut() throws Exception {
        try (var watcher = Peer.in(server, "ann", "#lab");
                var one = joined(watcher);
                var other = joined(watcher)) {
            one.type("QUIT");
            one.type("");
            one.type("€".repeat(1_000));

            assertThat(other.in.readLine()).isEqualTo(one.nick() + ": QUIT");
            var text = new StringBuilder();
            while (text.length() < 1_000) {
                text.append(other.in.readLine().replaceFirst("^guest\\d+: ", ""));
            }
            assertThat(text).hasToString("€".repeat(1_000));
        }
    }

    @Test
    void theLastLinesOfAProgramThatEndsArriveAndSoDoesItsEnd() throws Exception {
        try (var watcher = Peer.in(server, "ann", "#lab");
                var one = joined(watcher)) {
            one.socket.getOutputStream().write("first\nlast".getBytes(UTF_8));
            one.socket.shutdownOutput();

            assertThat(watcher.until("QUIT").stream().map(m -> m.parameters().getLast()))
                    .startsWith("first", "last");
            assertThat(one.in.lines()).singleElement().asString().startsWith("Closing link");
        }
    }

    /// The audit of a swarm, for these clients: nothing lost, nothing twice, each sender's in
    /// order.
    @Test
    void whatManyProgramsSayAtOnceArrivesOnceAndInOrder() throws Exception {
        int lines = 200;
        try (var watcher = Peer.in(server, "ann", "#lab")) {
            var programs = new ArrayList<Program>();
            for (int i = 0; i < 4; i++) programs.add(joined(watcher));
            var threads = new ArrayList<Thread>();
            for (var program : programs) {
                threads.add(
                        Thread.ofVirtual()
                                .start(() -> {
                                    try {
                                        for (int i = 0; i < lines; i++) program.type("line " + i);
                                    } catch (IOException e) {
                                        throw new IllegalStateException(e);
                                    }
                                }));
            }

            for (var program : programs) {
                var next = new HashMap<String, Integer>();
                for (int i = 0; i < lines * (programs.size() - 1); i++) {
                    var said = program.in.readLine().split(": line ", -1);
                    assertThat(Integer.parseInt(said[1]))
                            .isEqualTo(next.merge(said[0], 1, Integer::sum) - 1);
                }
                assertThat(next).hasSize(programs.size() - 1).doesNotContainKey(program.nick());
            }
            for (var thread : threads) thread.join();
            for (var program : programs) program.close();
        }
    }
}
