package chatlab.client.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import chatlab.client.chat.ChatClient.End;
import chatlab.client.wire.Address;
import chatlab.protocol.Message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A server that shows certificates. They are in `certificates.p12`, made by the JDK's keytool:
///
/// ```sh
/// make() { keytool -genkeypair -keystore certificates.p12 -storepass changeit -keyalg EC -dname CN=chat "$@"; }
/// make -alias good -validity 36500 -ext SAN=ip:127.0.0.1
/// make -alias elsewhere -validity 36500 -ext SAN=dns:elsewhere.example
/// make -alias authority -validity 36500 -ext bc:c
/// make -alias old -signer authority -startdate -3d -validity 1 -ext SAN=ip:127.0.0.1
/// ```
@Timeout(60)
class TlsClientTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir private static Path folder;

    @Test
    void aTrustedServerIsSpokenTo() throws Exception {
        try (var server = new TlsServer("good");
                var link = server.connect(trusting("good"))) {
            link.send(Message.of("PING", "secret"));
            server.send("PONG :secret\r\n");

            assertThat(link.next()).isEqualTo(Message.of("PONG", "secret"));
        }
    }

    /// A chat waits long for a silent server; after a wait that ended without a byte, TLS goes on.
    @Test
    void aReadThatTimesOutCanBeRepeated() throws Exception {
        try (var server = new TlsServer("good");
                var link = server.connect(trusting("good"))) {
            link.waitAtMost(Duration.ofMillis(50));
            assertThatThrownBy(link::next).isInstanceOf(SocketTimeoutException.class);
            assertThatThrownBy(link::next).isInstanceOf(SocketTimeoutException.class);
            link.waitAtMost(Duration.ofMinutes(1));
            server.send("PING :x\r\n");

            assertThat(link.next()).isEqualTo(Message.of("PING", "x"));
        }
    }

    @Test
    void aCertificateThatNobodyKnowsIsNotTrusted() throws Exception {
        refuses("good", TlsClient.trustingSystem(), "not trusted");
        refuses("good", trusting("elsewhere"), "not trusted");
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        refuses("elsewhere", trusting("elsewhere"), "for another name");
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        refuses("old", TlsClient.trustingSystem(), "not trusted");
        refuses("old", trusting("authority"), "out of date");
    }

    @Test
    void aServerWithoutTlsIsNamed() throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var server = new Address("127.0.0.1", listener.getLocalPort());
            Thread.ofVirtual()
                    .start(() -> {
                        try (var socket = listener.accept()) {
                            socket.getOutputStream().write("ERROR :what?\r\n".getBytes(UTF_8));
                            socket.getInputStream().readAllBytes();
                        } catch (IOException _) {
                            // The client has gone.
                        }
                    });

            assertThatThrownBy(() -> open(server, TlsClient.trustingSystem()))
                    .isInstanceOf(TlsException.class)
                    .hasMessageContaining("does not begin TLS")
                    .hasMessageContaining(server.toString());
        }
    }

    @Test
    void aServerThatDoesNotAnswerTheHandshakeIsNamed() throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var line = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            line.setSoTimeout(50);
            var server = new Address("127.0.0.1", listener.getLocalPort());

            assertThatThrownBy(() -> TlsClient.trustingSystem().over(line, server))
                    .isInstanceOf(TlsException.class)
                    .hasMessageContaining("does not begin TLS");
        }
    }

    @Test
    void withoutTlsAServerThatExpectsItIsRecognized() throws Exception {
        try (var server = new TlsServer("good")) {
            var chat = new ChatSetup(server.address.port(), ScriptedConsole.ofScript());

            assertThat(chat.run()).isEqualTo(new End.Refused(new Refusal.TlsExpected()));
        }
    }

    @Test
    void aFileWithoutCertificatesIsNamed() throws Exception {
        for (var text : List.of("", "-----BEGIN NOTHING-----")) {
            var file = Files.writeString(folder.resolve("no.pem"), text);

            assertThatThrownBy(() -> TlsClient.trusting(file))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("no.pem")
                    .hasMessageContaining("--tls-trust");
        }
    }

    private static void refuses(String certificate, TlsClient client, String why) throws Exception {
        try (var server = new TlsServer(certificate)) {
            assertThatThrownBy(() -> server.connect(client))
                    .isInstanceOf(TlsException.class)
                    .hasMessageContaining(why)
                    .hasMessageContaining(server.address.toString());
        }
    }

    private static ServerLink open(Address server, TlsClient tls) throws IOException {
        return ServerLink.open(server, Optional.of(tls), _ -> {});
    }

    private static TlsClient trusting(String name) throws Exception {
        var certificate = store(name).getCertificate(name).getEncoded();
        var pem =
                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(certificate));
        return TlsClient.trusting(Files.writeString(folder.resolve(name + ".pem"), pem));
    }

    /// A store with this certificate and its key alone.
    private static KeyStore store(String name) throws Exception {
        var all = KeyStore.getInstance("PKCS12");
        try (var in =
                requireNonNull(TlsClientTest.class.getResourceAsStream("/certificates.p12"))) {
            all.load(in, PASSWORD);
        }
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                name, all.getKey(name, PASSWORD), PASSWORD, all.getCertificateChain(name));
        return store;
    }

    /// Shows a certificate to one client, and sends what the test says.
    private static final class TlsServer implements AutoCloseable {
        private final ServerSocket listener;
        private final CountDownLatch accepted = new CountDownLatch(1);
        private volatile Socket client = new Socket();
        final Address address;

        TlsServer(String certificate) throws Exception {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store(certificate), PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            listener =
                    context.getServerSocketFactory()
                            .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
            address = new Address("127.0.0.1", listener.getLocalPort());
            Thread.ofVirtual().name("tls-server").start(this::serve);
        }

        private void serve() {
            try {
                client = listener.accept();
                accepted.countDown();
                client.getInputStream().readAllBytes();
            } catch (IOException _) {
                // The client does not trust us, or the test is over.
            } finally {
                close();
            }
        }

        ServerLink connect(TlsClient tls) throws IOException {
            return open(address, tls);
        }

        void send(String text) throws Exception {
            accepted.await();
            client.getOutputStream().write(text.getBytes(UTF_8));
        }

        @Override
        public void close() {
            try (listener;
                    var _ = client) {
                accepted.countDown();
            } catch (IOException _) {
                // It is closed already.
            }
        }
    }
}
