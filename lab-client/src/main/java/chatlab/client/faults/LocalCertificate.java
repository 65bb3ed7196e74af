package chatlab.client.faults;

import chatlab.process.ChildCommand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate for a server of this machine, which the JDK's keytool makes, in a folder of its
/// own until [#close].
final class LocalCertificate implements AutoCloseable {
    private static final String PASSWORD = "of-no-value";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path folder = Files.createTempDirectory("chatlab-faults-");
    private final Path store = folder.resolve("server.p12");
    private final Path password = folder.resolve("password");

    LocalCertificate() throws IOException, InterruptedException {
        Files.writeString(password, PASSWORD);
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made =
                ChildCommand.of(
                                List.of(
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
                                        PASSWORD))
                        .run(LIMIT);
        if (made.exitCode() != 0) {
            throw new IOException("keytool made no certificate: " + made.output() + made.errors());
        }
    }

    /// The arguments with which a server shows it.
    List<String> serverArguments() {
        return List.of("--tls-cert", store.toString(), "--tls-key", password.toString());
    }

    /// A client's end of TLS that trusts it.
    SSLContext trusting() throws IOException {
        try {
            var managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()));
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(store);
        Files.deleteIfExists(password);
        Files.delete(folder);
    }
}
