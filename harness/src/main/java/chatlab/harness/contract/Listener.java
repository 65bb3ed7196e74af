package chatlab.harness.contract;

import chatlab.harness.child.TestMessage;
import chatlab.strategies.Subscriber;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicInteger;

/// A subscriber of the check: counts what it gets and then does as it was told.
///
/// Any thread may deliver, since a strategy may use threads of its own.
final class Listener implements Subscriber<TestMessage> {
    private final Reaction reaction;
    private final AtomicInteger got = new AtomicInteger();

    /// The latest. Volatile: the deliverer writes it, the check reads it.
    private volatile @Nullable TestMessage last;

    /// How it answers a delivery.
    enum Reaction {
        TAKE,
        REFUSE,
        THROW,
        THROW_ERROR
    }

    Listener() {
        this(Reaction.TAKE);
    }

    Listener(Reaction reaction) {
        this.reaction = reaction;
    }

    @Override
    public boolean deliver(TestMessage message) {
        last = message;
        got.incrementAndGet();
        return switch (reaction) {
            case TAKE -> true;
            case REFUSE -> false;
            case THROW -> throw new Observed.Thrown();
            case THROW_ERROR -> throw new Observed.Thrown.AsError();
        };
    }

    /// How many messages it got since the last call of this method.
    int takeCount() {
        return got.getAndSet(0);
    }

    @Nullable TestMessage last() {
        return last;
    }
}
