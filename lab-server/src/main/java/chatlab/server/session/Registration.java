package chatlab.server.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// How far one client has got with its registration. Confined to the thread that reads the client.
public final class Registration {
    private boolean userGiven;
    private boolean negotiating;
    private boolean hinted;
    private String password = "";

    /// The client has sent USER.
    public void userGiven() {
        userGiven = true;
    }

    /// Registration waits while the client negotiates capabilities.
    public void setNegotiating(boolean on) {
        negotiating = on;
    }

    public void setPassword(String given) {
        password = given;
    }

    /// Notes that the client is told what to type.
    ///
    /// @return false if it has been told before
    public boolean noteHint() {
        boolean first = !hinted;
        hinted = true;
        return first;
    }

    /// Whether only the nick may be missing.
    public boolean isReady() {
        return userGiven && !negotiating;
    }

    /// Compares in constant time, so that the time does not show how much of the password is right.
    ///
    /// @param wanted the server's password; empty if it has none
    public boolean isAllowed(Optional<String> wanted) {
        return wanted.isEmpty()
                || MessageDigest.isEqual(
                        wanted.get().getBytes(StandardCharsets.UTF_8),
                        password.getBytes(StandardCharsets.UTF_8));
    }
}
