package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.server.config.DeliveryPolicy;
import chatlab.server.config.OverflowPolicy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.net.ssl.SSLSocket;

/// TLS on the selector loop: handshakes in pieces, late and broken, and clients that do not read.
@Timeout(60)
class LoopTlsTest {
    @TempDir private static Path folder;
    private static TestCertificate certificate;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = TestCertificate.in(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bytesMayComeOneByOne(String version) throws Exception {
        try (var server = certificate.start(DeliveryPolicy.LOOP);
                var ann = new Peer(byteByByte(server, version))) {
            ann.register("ann");

            assertThat(ann.drain().getFirst()).startsWith(":chat.lab 001 ann :Welcome");
        }
    }

    /// In TLS 1.2 a second handshake is a renegotiation; in TLS 1.3 it changes the keys.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void keysMayChangeDuringTheChat(String version) throws Exception {
        try (var server = certificate.start(DeliveryPolicy.LOOP);
                var socket = certificate.connect(server);
                var ann = new Peer(socket)) {
            socket.setEnabledProtocols(new String[] {version});
            ann.register("ann");
            ann.until("376");

            for (int i = 0; i < 3; i++) {
                socket.startHandshake();

                assertThat(ann.drain()).isEmpty();
            }
        }
    }

    @Test
    void whoStallsInTheHandshakeDelaysNobody() throws Exception {
        var stalled = new ArrayList<Socket>();
        try (var server = certificate.start(DeliveryPolicy.LOOP)) {
            var hello = clientHello();
            for (int sent : List.of(0, 1, 5, hello.length - 1, hello.length)) {
                stalled.add(stalledAfter(server, hello, sent));
            }
            try (var ann = new Peer(certificate.connect(server));
                    var bob = new Peer(certificate.connect(server))) {
                for (var peer : List.of(ann, bob)) {
                    peer.register(peer == ann ? "ann" : "bob");
                    peer.send("JOIN #lab");
                    peer.until("366");
                }

                ann.send("PRIVMSG #lab :hi");

                assertThat(bob.next().parameter(1)).isEqualTo("hi");
            }
            for (var socket : stalled) socket.close();
            assertNobodyIsLeft(server);
        } finally {
            for (var socket : stalled) socket.close();
        }
    }

    @Test
    void whoStallsInTheHandshakeIsDisconnected() throws Exception {
        try (var server =
                        TestCertificate.start(
                                DeliveryPolicy.LOOP,
                                certificate.pemFiles(),
                                options -> options.registration = Duration.ofMillis(1));
                var silent = stalledAfter(server, clientHello(), 0);
                var stalled = stalledAfter(server, clientHello(), 100)) {

            readToTheEnd(silent);
            readToTheEnd(stalled);

            assertNobodyIsLeft(server);
        }
    }

    @Test
    void whoLeavesInTheHandshakeIsGone() throws Exception {
        try (var server = certificate.start(DeliveryPolicy.LOOP)) {
            var hello = clientHello();
            for (int sent : List.of(0, 5, hello.length - 1, hello.length)) {
                try (var socket = stalledAfter(server, hello, sent)) {
                    socket.shutdownOutput();

                    readToTheEnd(socket);
                }
            }
            assertNobodyIsLeft(server);
        }
    }

    @Test
    void whoDoesNotSpeakTlsIsToldSoInTheWordsOfTls() throws Exception {
        try (var server = certificate.start(DeliveryPolicy.LOOP);
                var socket =
                        new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.getOutputStream().write("NICK ann\r\n".getBytes(StandardCharsets.UTF_8));

            var answer = readToTheEnd(socket);

            assertThat(answer).startsWith(new byte[] {21, 3}); // an alert
            assertNobodyIsLeft(server);
        }
    }

    @Test
    void whoReadsLateGetsEverythingInOrder() throws Exception {
        try (var server =
                        TestCertificate.start(
                                DeliveryPolicy.LOOP,
                                certificate.pemFiles(),
                                options -> options.overflow = OverflowPolicy.DROP);
                var late = new Peer(certificate.connect(server));
                var ann = new Peer(certificate.connect(server))) {
            late.register("late");
            late.send("JOIN #lab");
            late.until("366");
            ann.register("ann");
            ann.send("JOIN #lab");
            ann.until("366");
            int sent = 0;
            while (server.stats().snapshot().overflows() == 0) { // the socket is full
                var lines = new StringBuilder();
                for (int i = 0; i < 50; i++) {
                    lines.append("PRIVMSG #lab :").append(sent++).append("x".repeat(400));
                    lines.append("\r\n");
                }
                ann.ask(lines.toString());
            }

            int next = 0;
            for (var line : late.drain()) {
                if (!line.contains(" PRIVMSG ")) continue;
                assertThat(line).contains(" :" + next + "x");
                next++;
            }
            assertThat(next).isBetween(sent - 50, sent);
        }
    }

    @Test
    void aClientCanSayGoodbyeFirst() throws Exception {
        try (var server = certificate.start(DeliveryPolicy.LOOP);
                var socket = certificate.connect(server)) {
            new Peer(socket).register("ann");
            socket.shutdownOutput(); // in TLS: close_notify

            var lines = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(lines).endsWith("ERROR :Closing link: 127.0.0.1 (Connection closed)\r\n");
            assertNobodyIsLeft(server);
        }
    }

    /// The loop counts a client out a moment after the client's end.
    private static void assertNobodyIsLeft(ChatServer server) {
        while (server.connections() > 0) Thread.onSpinWait(); // the class has a watchdog
    }

    private static byte[] clientHello() throws Exception {
        var engine = certificate.trusting().createSSLEngine();
        engine.setUseClientMode(true);
        var bytes = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), bytes);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /// A connection on which only the first bytes of a handshake were sent.
    private static Socket stalledAfter(ChatServer server, byte[] hello, int sent)
            throws IOException {
        var socket = new Socket(server.address().getAddress(), server.address().getPort());
        socket.getOutputStream().write(hello, 0, sent);
        return socket;
    }

    private static byte[] readToTheEnd(Socket socket) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(bytes);
        } catch (IOException _) {
            // A reset is an end, too.
        }
        return bytes.toByteArray();
    }

    /// A client each byte of which is a packet of its own.
    private static Socket byteByByte(ChatServer server, String version) throws Exception {
        var line =
                new Socket(server.address().getAddress(), server.address().getPort()) {
                    @Override
                    public OutputStream getOutputStream() throws IOException {
                        return new FilterOutputStream(super.getOutputStream()) {
                            @Override
                            public void write(byte[] bytes, int from, int count)
                                    throws IOException {
                                for (int i = 0; i < count; i++) out.write(bytes[from + i]);
                            }
                        };
                    }
                };
        line.setTcpNoDelay(true);
        var socket =
                (SSLSocket)
                        certificate
                                .trusting()
                                .getSocketFactory()
                                .createSocket(
                                        line,
                                        InetAddress.getLoopbackAddress().getHostName(),
                                        line.getPort(),
                                        true);
        socket.setEnabledProtocols(new String[] {version});
        return socket;
    }
}
