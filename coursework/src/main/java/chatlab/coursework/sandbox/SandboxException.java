package chatlab.coursework.sandbox;

/// The sandbox is missing; the message says how to get one.
public final class SandboxException extends Exception {
    private static final long serialVersionUID = 1L;

    SandboxException(String message) {
        super(message);
    }
}
