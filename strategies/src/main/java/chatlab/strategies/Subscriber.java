package chatlab.strategies;

/// One receiver of a channel's messages: a chat session, or an actor of a race test.
///
/// Subscribers are told apart by identity, so a class is the right shape for one and a record is
/// not.
///
/// @param <M> the message
@FunctionalInterface
public interface Subscriber<M> {

    /// Hands over one message, on the broadcasting thread unless the strategy says otherwise.
    ///
    /// May block, may throw, and may call back into the strategy that delivers. Which of these
    /// hurts others, and how, is what the strategies differ in: see [Guarantee].
    ///
    /// @return true if the message was taken
    boolean deliver(M message);
}
