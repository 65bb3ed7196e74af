package chatlab.server.session;

import java.util.Optional;
import java.util.function.Supplier;

/// How far one client has got with AUTHENTICATE. Confined to the thread that reads the client.
public final class Login {
    /// The most failures of one connection.
    public static final int ATTEMPTS = 3;

    private final StringBuilder sent = new StringBuilder();
    private String mechanism = "";
    private int failures;
    private Supplier<Optional<String>> certificate = Optional::empty;

    /// Empty if no login is in progress.
    public String mechanism() {
        return mechanism;
    }

    public boolean isBegun() {
        return !mechanism.isEmpty();
    }

    public void begin(String chosen) {
        mechanism = chosen;
        sent.setLength(0);
    }

    /// What the client has sent, in Base64.
    public StringBuilder sent() {
        return sent;
    }

    public void end() {
        mechanism = "";
        sent.setLength(0);
    }

    /// Counts a failure.
    ///
    /// @return whether it was the last that the client may have
    public boolean failed() {
        return ++failures >= ATTEMPTS;
    }

    /// The SHA-256 fingerprint of the client's TLS certificate, if it has shown one.
    public Optional<String> certificate() {
        return certificate.get();
    }

    public void setCertificate(Supplier<Optional<String>> fingerprint) {
        certificate = fingerprint;
    }
}
