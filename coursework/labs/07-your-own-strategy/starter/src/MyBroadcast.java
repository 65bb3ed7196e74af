import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.List;

/// TODO Say what it is, in one sentence.
///
/// - **Guarantee:** TODO what its users can rely on.
/// - **Invariant:** TODO what is always true of its fields, and which lock or atomic ensures it.
/// - **Progress:** TODO which calls may have to wait for which.
/// - **Cost:** TODO the cost of a broadcast, and of a join or leave.
/// - **Notice:** TODO what it does not promise, and what a reader may misunderstand.
@Strategy(
        name = "mine",
        technique = "TODO",
        guarantees = {})
public final class MyBroadcast<M> implements BroadcastStrategy<M> {
    @Override
    public boolean join(Subscriber<M> subscriber) {
        throw new UnsupportedOperationException("TODO");
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        throw new UnsupportedOperationException("TODO");
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        throw new UnsupportedOperationException("TODO");
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        throw new UnsupportedOperationException("TODO");
    }
}
