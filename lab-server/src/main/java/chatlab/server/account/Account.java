package chatlab.server.account;

import chatlab.evidence.Sha256;

import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.List;

/// An account that clients can log in to.
///
/// @param hash of the password; [#NO_PASSWORD] if only certificates log in
/// @param certificates the SHA-256 fingerprints of certificates that log in without a password, in
///   lower-case hexadecimal
public record Account(String name, String hash, List<String> certificates) {
    public static final String NO_PASSWORD = "-";

    public Account {
        certificates = List.copyOf(certificates);
    }

    /// The SHA-256 fingerprint of a certificate, in lower-case hexadecimal.
    public static String fingerprint(Certificate certificate) throws CertificateEncodingException {
        return Sha256.of(certificate.getEncoded());
    }
}
