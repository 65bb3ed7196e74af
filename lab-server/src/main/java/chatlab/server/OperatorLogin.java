package chatlab.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// The name and the password by which OPER makes an operator of the server.
public record OperatorLogin(String name, String password) {

    /// Reads `NAME:PASSWORD`; the password may hold further colons.
    public static Optional<OperatorLogin> of(String text) {
        int colon = text.indexOf(':');
        return colon < 1 || colon == text.length() - 1
                ? Optional.empty()
                : Optional.of(
                        new OperatorLogin(text.substring(0, colon), text.substring(colon + 1)));
    }

    /// Takes the same time however much of the password is right.
    boolean isMetBy(String otherName, String otherPassword) {
        return name.equals(otherName)
                && MessageDigest.isEqual(bytes(password), bytes(otherPassword));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Without the password, which should not come into a log.
    @Override
    public String toString() {
        return name;
    }
}
