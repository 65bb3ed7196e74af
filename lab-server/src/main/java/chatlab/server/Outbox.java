package chatlab.server;

/// The way out to one client. Thread-safe: any thread may deliver to any session.
sealed interface Outbox permits DirectOutbox, QueuedOutbox, LoopOutbox {

    /// Takes a message to be sent after all those taken before.
    ///
    /// @return false if it is lost: the connection is closed, or there is no room
    boolean offer(EncodedMessage message);

    /// As [#offer], but waits for room. Only the client's own thread may do this, with answers to
    /// the client: one that asks and does not read holds up nobody but itself.
    boolean put(EncodedMessage message) throws InterruptedException;

    /// Lets nothing more in. What is in is still sent; then the connection is closed.
    ///
    /// @param why see [#reason]
    void finish(String why);

    /// Closes the connection now, whatever waits.
    ///
    /// @param why see [#reason]
    void abort(String why);

    /// Why the connection was ended from this side, in words for the other users; the first reason
    /// given stays. Empty as long as it goes on.
    String reason();
}
