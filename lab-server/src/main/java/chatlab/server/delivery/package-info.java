/// From a message to the bytes on a client's socket.
///
/// - **Read first:** [Outbox], the contract; then [QueuedOutbox].
/// - **In:** an [EncodedMessage] is encoded once for all receivers. An [Outbox] takes it to one
///   client: [QueuedOutbox] by a writer thread, [LoopOutbox] by the selector loop, [DirectOutbox]
///   by the sender's thread. The first two share [Backlog]. [Capability] decides which form of a
///   message a client gets.
/// - **Callers:** `channel`'s `User` offers messages; `session` puts answers; `transport` creates
///   the outboxes and runs their threads. This package calls `config` and `watch`.
/// - **Change freely:** the inside of an outbox, as long as it keeps the numbered contract.
@NullMarked
package chatlab.server.delivery;

import org.jspecify.annotations.NullMarked;
