package chatlab.strategies;

import java.util.List;

/// Who gets each message: the subscribers of one chat channel, shared by many threads.
///
/// Every method may be called by any thread at any time. Subscribers are told apart by identity
/// (`==`), never by `equals`. What holds when calls overlap is what the implementing class declares
/// in its [Strategy] annotation; called by one thread alone, every strategy behaves as written
/// here.
///
/// An implementation is one final class with a public constructor without parameters, a [Strategy]
/// annotation, and one line in `META-INF/services/chatlab.strategies.BroadcastStrategy`.
///
/// @param <M> the message; never null, and shared by its receivers, so it should be immutable
public interface BroadcastStrategy<M> {

    /// Lets a subscriber in.
    ///
    /// @return false if it was in already, and nothing changed
    boolean join(Subscriber<M> subscriber);

    /// Lets a subscriber out.
    ///
    /// @return false if it was not in, and nothing changed
    boolean leave(Subscriber<M> subscriber);

    /// Delivers a message to every subscriber but its sender, and returns when all deliveries are
    /// done.
    ///
    /// A [Subscriber#deliver] that throws counts as not taken; the exception goes no further.
    ///
    /// @param sender gets nothing, whether it is in or a stranger
    /// @return how many took the message
    int broadcast(M message, Subscriber<M> sender);

    /// Lists who is in.
    ///
    /// @return a copy, in no particular order, which later joins and leaves do not touch
    List<Subscriber<M>> subscribers();
}
