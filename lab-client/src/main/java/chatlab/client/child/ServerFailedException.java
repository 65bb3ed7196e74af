package chatlab.client.child;

/// A server process that did not start or did not stop properly. The message is for the user.
public final class ServerFailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    /// @param exitCode the exit code for a command that needed the server
    public ServerFailedException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
