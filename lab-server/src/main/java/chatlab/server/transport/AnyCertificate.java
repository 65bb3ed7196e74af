package chatlab.server.transport;

import java.security.cert.X509Certificate;

import javax.net.ssl.X509TrustManager;

/// Accepts any certificate of a client. The handshake proves that the client has its key; whose it
/// is, the accounts say by its fingerprint. Nobody has to sign it.
final class AnyCertificate implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
        throw new UnsupportedOperationException("this is a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
