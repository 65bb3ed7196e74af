import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.List;

/// TODO What it is, in one sentence.
///
/// - **Guarantee:** TODO what those who use it may rely on.
/// - **Invariant:** TODO what is always true of its fields, and which lock or atomic keeps it so.
/// - **Progress:** TODO who may have to wait for whom.
/// - **Cost:** TODO of a broadcast, of a join or leave.
/// - **Notice:** TODO what it does not promise, and what a reader might get wrong.
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
