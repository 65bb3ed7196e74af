package chatlab.client;

/// A server process that did not start, or did not stop as it should. The message is for the user.
final class ServerFailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    /// @param exitCode what a command that needed the server should return
    ServerFailedException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
