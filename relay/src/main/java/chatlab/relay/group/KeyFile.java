package chatlab.relay.group;

import chatlab.relay.Refused;
import chatlab.relay.Refused.Reason;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The secret that all servers of a net share: a private key with its certificate.
///
/// Each server shows that it has the key, and accepts nobody who has another. So this is TLS with a
/// certificate authority of one.
final class KeyFile {
    private static final char[] PASSWORD = "chatlab".toCharArray(); // the file itself is the secret
    private static final String HOW =
            " Create one with: keytool -genkeypair -alias relay -keyalg EC -dname CN=relay"
                    + " -validity 3650 -storetype PKCS12 -storepass chatlab -keystore relay.p12";

    private KeyFile() {}

    static SSLContext read(Path file) throws Refused {
        try {
            var keys = KeyStore.getInstance("PKCS12");
            try (var in = Files.newInputStream(file)) {
                keys.load(in, PASSWORD);
            }
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (var alias : Collections.list(keys.aliases())) {
                if (!keys.isKeyEntry(alias)) continue;
                trusted.setCertificateEntry(alias, keys.getCertificate(alias));
            }
            if (trusted.size() == 0) {
                throw new Refused(
                        Reason.WRONG_USAGE, "The key file " + file + " holds no key." + HOW);
            }
            var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(keys, PASSWORD);
            var others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            others.init(trusted);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(own.getKeyManagers(), others.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new Refused(
                    Reason.WRONG_USAGE,
                    "The key file %s cannot be read: %s.".formatted(file, e.getMessage()) + HOW,
                    e);
        }
    }
}
