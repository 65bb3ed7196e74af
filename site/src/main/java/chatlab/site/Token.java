package chatlab.site;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/// The secret of one site. A page gets it in the fragment of its address, which browsers never
/// send, and its script sends it back with everything that it asks for.
///
/// Not a cookie: browsers share cookies between all ports of a host.
public final class Token {
    private static final int BYTES = 24;

    private final byte[] text;

    private Token(byte[] text) {
        this.text = text;
    }

    public static Token random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encode(bytes));
    }

    /// Compares in constant time.
    public boolean matches(String given) {
        return MessageDigest.isEqual(given.getBytes(US_ASCII), text);
    }

    /// As it stands in an address.
    @Override
    public String toString() {
        return new String(text, US_ASCII);
    }
}
