package chatlab.server.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// The name and the password that make a user operator of the server, by OPER.
public record OperatorLogin(String name, String password) {

    /// Reads `NAME:PASSWORD`. The password may hold more colons.
    static OperatorLogin parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new IllegalArgumentException(
                    "--oper " + text + ": give a name and a password as NAME:PASSWORD.");
        }
        return new OperatorLogin(text.substring(0, colon), text.substring(colon + 1));
    }

    /// Compares in constant time, so that the time does not show how much of the password is right.
    public boolean matches(String otherName, String otherPassword) {
        return name.equals(otherName)
                && MessageDigest.isEqual(bytes(password), bytes(otherPassword));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Without the password, which must not get into a log.
    @Override
    public String toString() {
        return name;
    }
}
