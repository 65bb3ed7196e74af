package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.catalogue.Catalogue;
import chatlab.server.config.DeliveryPolicy;
import chatlab.server.config.OverflowPolicy;
import chatlab.server.config.ServerConfig;
import chatlab.server.config.ServerOptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/// IRC over WebSocket, as web clients speak it, against the real server.
class WebClientsTest {
    private static final String TEXT = "text.ircv3.net";
    private static final String BINARY = "binary.ircv3.net";
    private static final int POLICY = 1008;
    private static final int BROKEN = -1;

    // Each test starts them first.
    @SuppressWarnings("NullAway.Init")
    private ChatServer server;

    @SuppressWarnings("NullAway.Init")
    private WebClients web;

    private void start(Consumer<ServerOptions> changes) throws Exception {
        server = ChatServer.start(ServerConfig.of(Catalogue.find("cow", List.of()), changes));
        web = WebClients.start(0, List.of("https://chat.example.org"), server, 100);
    }

    @AfterEach
    void stop() {
        server.close();
        web.close();
    }

    @ParameterizedTest
    @EnumSource(DeliveryPolicy.class)
    void aWebClientIsAClientLikeAnyOther(DeliveryPolicy delivery) throws Exception {
        start(options -> options.delivery = delivery);
        try (var ann = WebPeer.registered(web.port(), "ann")) {
            ann.send("JOIN #lab");
            ann.until(" 366 ");
            try (var bob = Peer.in(server, "bob", "#lab")) {
                assertThat(ann.until("bob")).isEqualTo(":bob!bob@127.0.0.1 JOIN #lab");

                bob.send("PRIVMSG #lab :grüße");
                ann.send("PRIVMSG #lab :¡hola! 👋");

                assertThat(ann.until("PRIVMSG"))
                        .isEqualTo(":bob!bob@127.0.0.1 PRIVMSG #lab :grüße");
                assertThat(bob.line()).isEqualTo(":ann!ann@127.0.0.1 PRIVMSG #lab :¡hola! 👋");

                ann.cut();

                assertThat(bob.line()).startsWith(":ann!ann@127.0.0.1 QUIT");
            }
        }
    }

    @Test
    void theClientsFirstChoiceOfSubprotocolCounts() throws Exception {
        start(_ -> {});
        try (var text = new WebPeer(web.port(), null, TEXT, BINARY);
                var binary = new WebPeer(web.port(), null, BINARY, TEXT)) {
            text.register("ann");
            binary.sendBinary("PING 1".getBytes(UTF_8));

            assertThat(text.subprotocol()).isEqualTo(TEXT);
            assertThat(binary.subprotocol()).isEqualTo(BINARY);
            assertThat(binary.until("PONG")).isEqualTo("binary :chat.lab PONG chat.lab 1");
        }
        assertThatThrownBy(() -> new WebPeer(web.port(), null, "mqtt")).isNotNull();
    }

    @Test
    void bytesThatAreNoUtf8AreReplacedForEverybody() throws Exception {
        start(_ -> {});
        try (var ann = WebPeer.registered(web.port(), "ann");
                var old = new WebPeer(web.port(), null, BINARY)) {
            old.register("old");

            old.sendBinary("PRIVMSG ann :caf\u00e9".getBytes(ISO_8859_1));

            assertThat(ann.until("PRIVMSG")).endsWith("PRIVMSG ann :caf\ufffd");
        }
    }

    @Test
    void aTextMessageThatIsNoUtf8EndsTheConnection() throws Exception {
        start(_ -> {});
        try (var socket = handshake("")) {
            assertThat(statusLine(socket)).contains(" 101 ");
            // A whole text message, masked with zeros, of one byte that is no UTF-8.
            socket.getOutputStream().write(new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, -1});

            var frame = socket.getInputStream().readNBytes(4);

            assertThat(frame[0]).as("a close frame").isEqualTo((byte) 0x88);
            assertThat(ByteBuffer.wrap(frame, 2, 2).getShort()).isEqualTo((short) 1007);
        }
    }

    @Test
    void aMessageMayComeInPartsButIsOneLine() throws Exception {
        start(_ -> {});
        try (var ann = WebPeer.registered(web.port(), "ann")) {
            ann.sendPart("PI", false);
            ann.sendPart("NG", false);
            ann.sendPart(" parts", true);
            ann.send("PING end\r\n");

            assertThat(ann.until("PONG")).endsWith("parts");
            assertThat(ann.until("PONG")).endsWith("end");

            ann.send("PING one\r\nPING two");

            assertThat(ann.closeCode()).isEqualTo(POLICY);
        }
    }

    @Test
    void aLongLineIsAnsweredAndAHugeMessageEndsTheConnection() throws Exception {
        start(_ -> {});
        try (var ann = WebPeer.registered(web.port(), "ann")) {
            ann.send("PRIVMSG ann :" + "x".repeat(600));

            assertThat(ann.until(" 417 ")).contains("ann");

            ann.send("x".repeat(20_000));

            assertThat(ann.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void whoSendsFarTooMuchIsDisconnected() throws Exception {
        start(_ -> {});
        try (var ann = WebPeer.registered(web.port(), "ann")) {
            assertThatThrownBy(
                            () -> {
                                while (true) ann.send("PONG x");
                            })
                    .isNotNull();

            // Who still writes may find the connection broken before the reason has arrived.
            assertThat(ann.closeCodeOr(BROKEN)).isIn(POLICY, BROKEN);
        }
    }

    @Test
    void aBrowserThatDoesNotReadLosesItsPlaceAndNobodyWaits() throws Exception {
        start(_ -> {});
        try (var slow = WebPeer.registered(web.port(), "slow");
                var bob = Peer.registered(server, "bob")) {
            slow.stopReading();

            while (server.stats().snapshot().overflows() == 0) say(bob, "slow");

            bob.drain();
            assertThat(bob.ask("ISON slow")).containsExactly(":chat.lab 303 bob :");
        }
    }

    @Test
    void aBrowserLearnsHowManyMessagesItHasLost() throws Exception {
        start(options -> options.overflow = OverflowPolicy.DROP);
        try (var slow = WebPeer.registered(web.port(), "slow");
                var bob = Peer.registered(server, "bob")) {
            slow.stopReading();
            while (server.stats().snapshot().overflows() == 0) say(bob, "slow");

            slow.readOn();

            assertThat(slow.until("NOTICE")).contains("You have lost ");
        }
    }

    /// About 45 kB.
    private static void say(Peer from, String to) throws IOException {
        var line = "PRIVMSG %s :%s\r\n".formatted(to, "x".repeat(430));
        from.sendRaw(line.repeat(100).getBytes(UTF_8));
    }

    @Test
    void aServerWithoutAPlaceSaysSo() throws Exception {
        start(options -> options.maxSessions = 1);
        try (var _ = Peer.registered(server, "bob");
                var ann = new WebPeer(web.port(), null, TEXT)) {
            assertThat(ann.until("ERROR")).contains("The server is full");
            assertThat(ann.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void aServerThatEndsSaysGoodbye() throws Exception {
        start(_ -> {});
        try (var ann = WebPeer.registered(web.port(), "ann")) {
            server.close();

            assertThat(ann.until("ERROR")).contains("Server shutting down");
            assertThat(ann.closeCode()).isEqualTo(1000);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:5173", "https://127.0.0.1", "https://chat.example.org"})
    void pagesOfThisMachineAndOfNamedSitesMayConnect(String origin) throws Exception {
        start(_ -> {});
        try (var ann = new WebPeer(web.port(), origin, TEXT)) {
            ann.register("ann");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://chat.example.org.evil.example",
                "http://localhost.evil.example",
                "http://evil.example/?http://localhost",
                "null",
                "localhost"
            })
    void otherPagesAreRefused(String origin) throws Exception {
        start(_ -> {});
        try (var socket = handshake("Origin: " + origin + "\r\n")) {
            assertThat(statusLine(socket)).contains(" 403 ");
        }
    }

    @Test
    void aNameThatWasMadeToPointHereIsRefused() throws Exception {
        start(_ -> {});
        try (var socket = request("evil.example:" + web.port(), "")) {
            assertThat(statusLine(socket)).contains(" 421 ");
        }
    }

    private Socket handshake(String header) throws IOException {
        return request("127.0.0.1:" + web.port(), header);
    }

    private Socket request(String host, String header) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), web.port());
        socket.setSoTimeout(10_000);
        var request =
                "GET / HTTP/1.1\r\nHost: "
                        + host
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: text.ircv3.net\r\n"
                        + header
                        + "\r\n";
        socket.getOutputStream().write(request.getBytes(UTF_8));
        return socket;
    }

    /// Reads the whole head of the answer, and returns its first line.
    private static String statusLine(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = socket.getInputStream().read();
            if (next < 0) break;
            head.append((char) next);
        }
        return head.toString().lines().findFirst().orElse("");
    }
}
