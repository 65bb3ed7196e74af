package chatlab.client.chat;

import chatlab.client.wire.Address;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// The client's end of TLS: checks that the server's certificate is trusted and holds its name.
///
/// Immutable; any thread may use it.
final class TlsClient {
    private final SSLContext context;

    private TlsClient(SSLContext context) {
        this.context = context;
    }

    /// Trusts the authorities that Java trusts.
    static TlsClient trustingSystem() {
        try {
            return new TlsClient(SSLContext.getDefault());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /// Trusts the certificates in a PEM file, and no others.
    ///
    /// @throws SetupException if it cannot use the file
    static TlsClient trusting(Path pem) throws SetupException {
        try {
            var certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(
                                    new ByteArrayInputStream(Files.readAllBytes(pem)));
            if (certificates.isEmpty()) {
                throw new CertificateException("it holds no certificate");
            }
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (var certificate : certificates) {
                store.setCertificateEntry("trusted-" + store.size(), certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return new TlsClient(context);
        } catch (GeneralSecurityException | IOException e) {
            throw new SetupException(
                    "Cannot use %s with --tls-trust (%s); give a file with certificates in PEM."
                            .formatted(pem, e.getMessage()));
        }
    }

    /// Begins TLS on a connection.
    ///
    /// @throws TlsException if the server does not speak TLS or is not to be trusted
    Socket over(Socket line, Address server) throws IOException {
        var socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(line, server.host(), server.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // how to compare the name
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (SSLException e) {
            throw new TlsException(sentence(e, server), e);
        } catch (SocketTimeoutException e) {
            throw new TlsException(noTls(server), e);
        }
        return socket;
    }

    /// Only the classes of the causes say what happened; the messages differ from JDK to JDK.
    private static String sentence(SSLException failure, Address server) {
        if (has(failure, CertificateExpiredException.class)
                || has(failure, CertificateNotYetValidException.class)) {
            return "The certificate of the server at %s is out of date; its operator must renew it, unless this machine's clock is wrong."
                    .formatted(server);
        }
        if (has(failure, CertPathBuilderException.class)
                || has(failure, CertPathValidatorException.class)) {
            return "The certificate of the server at %s is not trusted, because no authority that this machine knows has signed it; if you know the certificate, name its file with --tls-trust."
                    .formatted(server);
        }
        if (has(failure, CertificateException.class)) {
            return "The certificate of the server at %s is for another name; give --host a name that is in the certificate."
                    .formatted(server);
        }
        return noTls(server);
    }

    private static boolean has(Throwable failure, Class<? extends Exception> kind) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(kind::isInstance);
    }

    private static String noTls(Address server) {
        return "The server at %s does not begin TLS; leave --tls out, or name its port for TLS with --port."
                .formatted(server);
    }
}
