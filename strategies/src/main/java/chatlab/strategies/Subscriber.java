package chatlab.strategies;

/// One receiver of a channel's messages: a chat session, or a thread of a race test.
///
/// Subscribers are told apart by identity, so write a subscriber as a class, not as a record.
///
/// @param <M> the message
@FunctionalInterface
public interface Subscriber<M> {

    /// Hands over one message, on the broadcasting thread unless the strategy says otherwise.
    ///
    /// May block, may throw, and may call back into the strategy. Strategies differ in which other
    /// calls this affects, and how: see [Guarantee].
    ///
    /// @return true if the message was taken
    boolean deliver(M message);
}
