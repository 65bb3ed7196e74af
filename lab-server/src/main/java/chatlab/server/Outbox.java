package chatlab.server;

/// The way out to one client. Thread-safe: any thread may deliver to any session.
sealed interface Outbox permits DirectOutbox, QueuedOutbox {

    /// Takes a message to be sent after all those taken before.
    ///
    /// @return false if it is lost: the connection is closed, or there is no room
    boolean offer(EncodedMessage message);

    /// As [#offer], but waits for room. Only the client's own thread may do this, with answers to
    /// the client: one that asks and does not read holds up nobody but itself.
    boolean put(EncodedMessage message) throws InterruptedException;

    /// Lets nothing more in. What is in is still sent; then the connection is closed.
    void finish();

    /// Why the connection cannot be written to any more, in words for the other users; empty if it
    /// can.
    String failure();
}
