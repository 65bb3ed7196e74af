package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.server.config.DeliveryPolicy;
import chatlab.server.config.ServerConfig;
import chatlab.server.config.ServerOptions;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// A certificate that the JDK's keytool creates for a test class, servers with it, and clients that
/// trust it.
final class TestCertificate {
    private static final String PASSWORD = "changeit";
    private static final int WATCHDOG_MILLIS = 60_000;

    private final Path folder;
    private final Path store;

    private TestCertificate(Path folder) {
        this.folder = folder;
        store = folder.resolve("server.p12");
    }

    static TestCertificate in(Path folder) throws Exception {
        var certificate = new TestCertificate(folder);
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
                                certificate.store.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return certificate;
    }

    ServerConfig.TlsFiles storeFiles() throws IOException {
        return new ServerConfig.TlsFiles(
                store, Files.writeString(folder.resolve("password"), PASSWORD + "\n"));
    }

    ServerConfig.TlsFiles pemFiles() throws Exception {
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

    Certificate certificate() throws Exception {
        return keys().getCertificate("server");
    }

    /// As [#trusting], for a client that also shows this certificate as its own.
    SSLContext showing() throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keys(), PASSWORD.toCharArray());
        return context(keys.getKeyManagers());
    }

    /// A client's end of TLS that trusts this certificate.
    SSLContext trusting() throws Exception {
        return context(null);
    }

    private SSLContext context(KeyManager @Nullable [] keys) throws Exception {
        var trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("server", certificate());
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        var context = SSLContext.getInstance("TLS");
        context.init(keys, managers.getTrustManagers(), null);
        return context;
    }

    /// A connection that has not sent anything yet.
    SSLSocket connect(ChatServer server) throws Exception {
        var socket =
                trusting()
                        .getSocketFactory()
                        .createSocket(server.address().getAddress(), server.address().getPort());
        socket.setSoTimeout(WATCHDOG_MILLIS);
        return (SSLSocket) socket;
    }

    ChatServer start(DeliveryPolicy delivery) throws Exception {
        return start(delivery, pemFiles(), _ -> {});
    }

    static ChatServer start(
            DeliveryPolicy delivery, ServerConfig.TlsFiles files, Consumer<ServerOptions> changes)
            throws Exception {
        return ChatServer.start(
                ServerConfig.of(
                        Catalogue.find("cow", List.of()),
                        options -> {
                            options.delivery = delivery;
                            options.tlsCertificate = files.certificate();
                            options.tlsKey = files.key();
                            changes.accept(options);
                        }));
    }
}
