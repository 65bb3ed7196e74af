package chatlab.site;

/// How much a viewer may send over one socket. A socket that sends more is closed.
///
/// @param messageBytes of one message
/// @param messagesPerSecond on average
/// @param burst how many at once
public record SocketLimits(int messageBytes, int messagesPerSecond, int burst) {

    /// For what a person clicks and types.
    public static final SocketLimits DEFAULT = new SocketLimits(16 * 1024, 50, 100);
}
