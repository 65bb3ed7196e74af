package chatlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.catalogue.Catalogue;
import chatlab.server.ChatServer;
import chatlab.server.config.ServerConfig;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A person uses `lab client` in a real terminal (tmux).
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TerminalClientTest {
    @TempDir private Path folder;
    private ChatServer server;

    @BeforeEach
    void startServer() throws Exception {
        Installed.assume("tmux");
        server = ChatServer.start(ServerConfig.of(Catalogue.find("cow", List.of())));
    }

    @AfterEach
    void stopServer() {
        if (server != null) server.close();
    }

    @Test
    void whateverTheLocaleTextIsUtf8AndAPasteIsOneMessageALine() throws Exception {
        try (var bob = new Bob();
                var terminal = client("LC_ALL=C", "")) {
            terminal.untilShown("^#lab>");

            terminal.press("grüße", "Enter");
            terminal.untilShown("^<ann> grüße$");
            terminal.paste("one\ntwo");
            terminal.press("Enter");
            terminal.untilShown("^<ann> two$");
            terminal.paste("1\n2\n3\n4\n5\n6");
            terminal.press("Enter");
            terminal.untilShown("Send these 6 lines\\?");
            terminal.press("n", "Enter");
            terminal.untilShown("Nothing was sent");
            terminal.press("C-d");
            terminal.untilShown("^exit 0$");

            assertThat(bob.heardUntil("QUIT"))
                    .filteredOn(line -> line.contains("PRIVMSG"))
                    .extracting(line -> line.replaceFirst(".*:", ""))
                    .containsExactly("grüße", "one", "two");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM=nonsense", "TERM=dumb LC_ALL=C"})
    void aTerminalThatIsNotKnownOrHasNoCursorWorks(String environment) throws Exception {
        try (var terminal = client(environment, "")) {
            terminal.untilShown("ann joined #lab");

            terminal.press("grüße", "Enter");
            terminal.untilShown("^<ann> grüße$");
            terminal.press("/quit", "Enter");
            terminal.untilShown("^exit 0$");

            assertThat(terminal.screen()).doesNotContain("Exception", "WARN", "\tat ");
        }
    }

    @Test
    void aPersonLeavesAtOnceWhileTheServerIsDown() throws Exception {
        try (var terminal = client("LANG=C.UTF-8", "--reconnect")) {
            terminal.untilShown("^#lab>");
            server.close();
            terminal.untilShown("Trying again in [0-9]+ s");
            terminal.untilShown("^offline>");

            terminal.press("C-d");

            terminal.untilShown("^exit 0$");
        }
    }

    /// @param environment `NAME=value` for the client
    private Tmux client(String environment, String options) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var client =
                "env %s %s --enable-native-access=ALL-UNNAMED -cp '%s' %s client --nick ann --port %d %s"
                        .formatted(
                                environment,
                                java,
                                System.getProperty("java.class.path"),
                                Lab.class.getName(),
                                server.address().getPort(),
                                options);
        return new Tmux(folder.resolve("tmux"), client + "; echo exit $?; cat");
    }

    /// Another member of #lab, who listens.
    private final class Bob implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Bob() throws IOException {
            socket = new Socket(server.address().getAddress(), server.address().getPort());
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            socket.getOutputStream()
                    .write("NICK bob\r\nUSER bob 0 * :Bob\r\nJOIN #lab\r\n".getBytes(UTF_8));
            heardUntil(" 366 ");
        }

        List<String> heardUntil(String text) throws IOException {
            var lines = new ArrayList<String>();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                if (line.contains(text)) break;
            }
            return lines;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
