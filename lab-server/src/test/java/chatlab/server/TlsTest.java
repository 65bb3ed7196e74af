package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.catalogue.Catalogue;
import chatlab.server.account.Account;
import chatlab.server.account.AccountFile;
import chatlab.server.config.ServerConfig;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A real TLS client, and a certificate that the JDK's keytool creates for the test.
class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir private Path folder;
    private Path store;

    @BeforeEach
    void makeCertificate() throws Exception {
        store = folder.resolve("server.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process =
                new ProcessBuilder(
                                keytool,
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatTrustsTheCertificateCanChat(boolean pem) throws Exception {
        var files = pem ? pemFiles() : storeFiles();
        try (var server = start(files);
                var socket =
                        trusting()
                                .getSocketFactory()
                                .createSocket(
                                        server.address().getAddress(),
                                        server.address().getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write("NICK ann\r\nUSER ann 0 * :Ann\r\n".getBytes(StandardCharsets.UTF_8));

            var in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

            assertThat(in.readLine()).startsWith(":chat.lab 001 ann :Welcome");
        }
    }

    @Test
    void aGoodbyeClosesTlsProperly() throws Exception {
        try (var server = start(pemFiles());
                var ann = client(server, "ann")) {
            say(ann, "WHOIS ann\r\nQUIT :bye");

            var lines = // an end without TLS's own goodbye would throw
                    new String(ann.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(lines)
                    .contains(":chat.lab 671 ann ann :is using a secure connection")
                    .endsWith("ERROR :Closing link: 127.0.0.1 (Quit: bye)\r\n");
        }
    }

    @Test
    void aClientThatDoesNotReadIsCutOffAndDelaysNobody() throws Exception {
        try (var server = start(pemFiles());
                var stalled = client(server, "stalled");
                var ann = client(server, "ann")) {
            say(stalled, "JOIN #lab");
            say(ann, "JOIN #lab");
            var in =
                    new BufferedReader(
                            new InputStreamReader(ann.getInputStream(), StandardCharsets.UTF_8));
            var line = "PRIVMSG #lab :" + "x".repeat(400) + "\r\n";
            var text = line.repeat(50) + "PING next";
            String heard;
            do {
                say(ann, text);
                do {
                    heard = in.readLine();
                } while (!heard.contains(" QUIT ") && !heard.endsWith(" next"));
            } while (!heard.contains(" QUIT "));

            assertThat(heard).startsWith(":stalled!").contains("Outbox full");
        }
    }

    @Test
    void aClientLogsInWithItsCertificate() throws Exception {
        var certificate = keys().getCertificate("server"); // one of its own would be no other
        var account = new Account("ann", "-", List.of(Account.fingerprint(certificate)));
        var accounts = folder.resolve("accounts.txt");
        AccountFile.put(accounts, account);
        try (var server = start(pemFiles(), accounts)) {
            assertThat(external(server, showing(), ""))
                    .containsExactly(
                            ":chat.lab CAP * LS :sasl=PLAIN,EXTERNAL",
                            ":chat.lab CAP * ACK :sasl",
                            "AUTHENTICATE +",
                            ":chat.lab 900 * *!unknown@127.0.0.1 ann :You are now logged in as ann",
                            ":chat.lab 903 * :SASL authentication successful");
            assertThat(external(server, showing(), "ann")).last().asString().contains(" 903 ");
            var failed = ":chat.lab 904 * :SASL authentication failed";
            assertThat(external(server, showing(), "bob")).last().isEqualTo(failed);
            assertThat(external(server, trusting(), "")).last().isEqualTo(failed);
        }
    }

    /// The answers to an attempt to log in as somebody, the list of capabilities cut to `sasl`.
    private static List<String> external(ChatServer server, SSLContext context, String name)
            throws IOException {
        try (var socket =
                context.getSocketFactory()
                        .createSocket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(60_000);
            var payload =
                    name.isEmpty()
                            ? "+"
                            : Base64.getEncoder()
                                    .encodeToString(name.getBytes(StandardCharsets.UTF_8));
            say(
                    socket,
                    "CAP LS 302\r\nCAP REQ sasl\r\nAUTHENTICATE EXTERNAL\r\nAUTHENTICATE "
                            + payload
                            + "\r\nPING 1");
            var in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return in.lines()
                    .takeWhile(line -> !line.contains(" PONG "))
                    .map(line -> line.replaceFirst(" LS :.*(sasl\\S*).*", " LS :$1"))
                    .toList();
        }
    }

    private Socket client(ChatServer server, String nick) throws Exception {
        var socket =
                trusting()
                        .getSocketFactory()
                        .createSocket(server.address().getAddress(), server.address().getPort());
        socket.setSoTimeout(60_000);
        say(socket, "NICK " + nick + "\r\nUSER u 0 * :U");
        return socket;
    }

    private static void say(Socket socket, String lines) throws IOException {
        socket.getOutputStream().write((lines + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileThatHoldsNoKeyIsReported() throws Exception {
        var pem = pemFiles();
        var noKey = Files.writeString(folder.resolve("none.pem"), "hello");

        assertThatThrownBy(() -> start(new ServerConfig.TlsFiles(pem.certificate(), noKey)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unencrypted PKCS#8 key in PEM");
    }

    private ServerConfig.TlsFiles storeFiles() throws IOException {
        return new ServerConfig.TlsFiles(
                store, Files.writeString(folder.resolve("password"), PASSWORD + "\n"));
    }

    private ServerConfig.TlsFiles pemFiles() throws Exception {
        var keys = keys();
        return new ServerConfig.TlsFiles(
                pem("CERTIFICATE", keys.getCertificate("server").getEncoded()),
                pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded()));
    }

    private Path pem(String what, byte[] der) throws IOException {
        var text =
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(what, Base64.getMimeEncoder().encodeToString(der), what);
        return Files.writeString(folder.resolve(what + ".pem"), text);
    }

    private KeyStore keys() throws Exception {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    /// A client that has a certificate.
    private SSLContext showing() throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keys(), PASSWORD.toCharArray());
        return context(keys.getKeyManagers());
    }

    private SSLContext trusting() throws Exception {
        return context(null);
    }

    private SSLContext context(KeyManager @Nullable [] keys) throws Exception {
        var trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("server", keys().getCertificate("server"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        var context = SSLContext.getInstance("TLS");
        context.init(keys, managers.getTrustManagers(), null);
        return context;
    }

    private static ChatServer start(ServerConfig.TlsFiles files) throws Exception {
        return start(files, null);
    }

    private static ChatServer start(ServerConfig.TlsFiles files, @Nullable Path accounts)
            throws Exception {
        return ChatServer.start(
                ServerConfig.of(
                        Catalogue.find("cow", List.of()),
                        options -> {
                            options.tlsCertificate = files.certificate();
                            options.tlsKey = files.key();
                            options.accounts = accounts;
                        }));
    }
}
