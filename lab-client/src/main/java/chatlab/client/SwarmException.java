package chatlab.client;

/// A swarm that came to no verdict: the server could not be reached, refused what the swarm needs,
/// or kept it waiting until the time was up. The message is a sentence for the user.
public final class SwarmException extends Exception {
    private static final long serialVersionUID = 1;

    SwarmException(String message) {
        super(message);
    }
}
