package chatlab.server.delivery;

/// The way out to one client.
///
/// The contract, for the outboxes and for their callers:
///
/// 1. Any thread MAY call `offer`, `finish`, `abort` and `reason`, at any time and in parallel.
/// 2. An outbox MUST send the messages that it took in the order in which it took them, and MUST
///    NOT mix the bytes of two messages.
/// 3. `offer` MUST NOT wait until a client reads. [DirectOutbox] breaks this rule: it writes on the
///    caller's thread. That is its lesson.
/// 4. When there is no room, `offer` MUST return false and apply the overflow policy. `disconnect`:
///    it MUST abort the connection. `drop`: it MUST count the message as lost, and the client MUST
///    be told how many messages are lost, before it gets a later one.
/// 5. Only the thread that reads the client MAY call `put`, and only with answers to that client.
///    `put` MAY wait for room, so its caller MUST NOT hold a lock. Then a client that asks and does
///    not read delays only itself. [LoopOutbox] MUST NOT wait, because its thread serves all
///    clients; the loop stops reading from such a client instead.
/// 6. Only a thread that reads a client MAY call `awaitRoom`, on the outboxes of the clients to
///    which its client has just sent something. It MUST NOT hold a lock. [QueuedOutbox] waits while
///    it is more than half full, so that a burst is sent as fast as its readers read. It MUST NOT
///    wait for a client whose socket takes nothing for a while, so such a client delays the others
///    only once.
/// 7. After `finish`, an outbox MUST NOT take anything more. It MUST send what waits and then close
///    the connection. The transport MUST NOT wait for that for ever: it aborts the connection of a
///    client that does not read.
/// 8. `abort` MUST close the connection at once, and MUST NOT wait for a writer that is stuck.
/// 9. On a closed connection, `offer` and `put` MUST return false and MUST NOT throw.
/// 10. An outbox MUST NOT call a session, a channel or a strategy. So its monitor is always the
///     last lock that a thread takes, and no deadlock can come from it. The thread that reads the
///     client sees the end of the input, and it ends the session.
public sealed interface Outbox permits DirectOutbox, QueuedOutbox, LoopOutbox, NoOutbox {

    /// Takes a message for the client.
    ///
    /// @return false if the message is lost: the connection is closed, or there is no room
    boolean offer(EncodedMessage message);

    /// Takes an answer for the client, and waits for room if there is none.
    ///
    /// @return false if the message is lost: the connection is closed
    boolean put(EncodedMessage message) throws InterruptedException;

    /// Waits while the client catches up with what it was sent.
    default void awaitRoom() throws InterruptedException {}

    /// Closes the connection after what waits has been sent.
    ///
    /// @param why see [#reason]
    void finish(String why);

    /// Closes the connection now. What waits is lost.
    ///
    /// @param why see [#reason]
    void abort(String why);

    /// Why the server ended the connection, in words for the other users. The first reason stays;
    /// empty while the connection is open.
    String reason();
}
