package chatlab.server.transport;

import chatlab.server.account.Account;
import chatlab.server.config.ServerConfig;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/// Makes connections speak TLS, with a certificate and its key from PEM files or a PKCS#12 store.
final class Tls {
    private static final Pattern PEM_KEY =
            Pattern.compile(
                    "-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");
    private static final char[] NO_PASSWORD = {};

    private final SSLContext context;

    /// Whether clients may show a certificate, to log in with it.
    private final boolean asks;

    private Tls(SSLContext context, boolean asks) {
        this.context = context;
        this.asks = asks;
    }

    /// TLS as the server is configured; null if its connections do not speak it.
    static @Nullable Tls of(ServerConfig config) throws IOException {
        if (config.tls().isEmpty()) return null;
        var files = config.tls().get();
        return read(files.certificate(), files.key(), config.accounts().isPresent());
    }

    /// Reads the server's certificate.
    ///
    /// @param certificate a PEM file with the certificate and its chain, or a `.p12` or `.pfx`
    ///   store
    /// @param key a PEM file with the key in PKCS#8; for a store, a file with its password, or the
    ///   store itself if it has none
    /// @param asks whether clients may show a certificate
    /// @throws IOException with a sentence for the user if it cannot use the files
    private static Tls read(Path certificate, Path key, boolean asks) throws IOException {
        try {
            var name = certificate.toString();
            boolean isStore = name.endsWith(".p12") || name.endsWith(".pfx");
            var password =
                    isStore && !key.equals(certificate)
                            ? Files.readString(key).strip().toCharArray()
                            : NO_PASSWORD;
            var store = isStore ? store(certificate, password) : pem(certificate, key);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), new TrustManager[] {new AnyCertificate()}, null);
            return new Tls(context, asks);
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "Cannot use %s with %s for TLS (%s); give a certificate and an unencrypted PKCS#8 key in PEM, or a PKCS#12 store and a file with its password."
                            .formatted(certificate, key, e.getMessage()),
                    e);
        }
    }

    /// The server's end of TLS over an accepted connection. To close it means to wait for a writer
    /// that is stuck; to close the connection under it does not.
    Socket over(Socket line) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket(line, null, true);
        socket.setWantClientAuth(asks);
        socket.setUseClientMode(false);
        return socket;
    }

    /// As for a session; empty if the socket does not speak TLS.
    static Optional<String> fingerprint(Socket socket) {
        return socket instanceof SSLSocket tls ? fingerprint(tls.getSession()) : Optional.empty();
    }

    /// The SHA-256 fingerprint of the certificate that a client has shown, if any. After the
    /// handshake.
    static Optional<String> fingerprint(SSLSession session) {
        try {
            var certificate = session.getPeerCertificates()[0];
            return Optional.of(Account.fingerprint(certificate));
        } catch (SSLPeerUnverifiedException _) {
            return Optional.empty();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("it came encoded", e);
        }
    }

    /// The server's end of TLS for a connection of the selector loop.
    SSLEngine engine() {
        var engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setWantClientAuth(asks);
        return engine;
    }

    private static KeyStore store(Path file, char[] password)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }

    private static KeyStore pem(Path certificate, Path key)
            throws IOException, GeneralSecurityException {
        var chain =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(
                                new ByteArrayInputStream(Files.readAllBytes(certificate)))
                        .toArray(new Certificate[0]);
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry("server", privateKey(key), NO_PASSWORD, chain);
        return store;
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        var match = PEM_KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!match.find())
            throw new InvalidKeySpecException("the file holds no private key in PKCS#8");
        var bytes = Base64.getMimeDecoder().decode(match.group(1));
        for (var algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (InvalidKeySpecException _) {
                // The key is of another kind; the file does not say which.
            }
        }
        throw new InvalidKeySpecException("the key is none of " + ALGORITHMS);
    }
}
