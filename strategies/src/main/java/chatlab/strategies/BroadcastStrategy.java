package chatlab.strategies;

import java.util.List;

/// Decides who gets each message: it holds the subscribers of one chat channel, shared by many
/// threads.
///
/// Any thread may call any method at any time. Subscribers are told apart by identity (`==`), never
/// by `equals`. If only one thread calls, every strategy behaves as written here. What holds when
/// calls overlap is declared in the [Strategy] annotation of the implementing class.
///
/// An implementation is one final class for messages of any type, with a public constructor without
/// parameters, a [Strategy] annotation, and one line in
/// `META-INF/services/chatlab.strategies.BroadcastStrategy`.
///
/// @param <M> the message; never null, and shared by its receivers, so it should be immutable
public interface BroadcastStrategy<M> {

    /// Adds a subscriber.
    ///
    /// @return false if it was in already; then nothing has changed
    boolean join(Subscriber<M> subscriber);

    /// Removes a subscriber.
    ///
    /// @return false if it was not in; then nothing has changed
    boolean leave(Subscriber<M> subscriber);

    /// Delivers a message to every subscriber except its sender, and returns when all deliveries
    /// are done.
    ///
    /// A subscriber whose [Subscriber#deliver] throws has not taken the message. The exception does
    /// not reach the caller.
    ///
    /// @param sender gets nothing; it need not be a subscriber
    /// @return how many subscribers took the message
    int broadcast(M message, Subscriber<M> sender);

    /// Lists the subscribers.
    ///
    /// @return a copy, in no particular order; later joins and leaves do not change it
    List<Subscriber<M>> subscribers();
}
