import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;
import static chatlab.strategies.Guarantee.TOTAL_ORDER;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/// Correct: one broadcast at a time, but joins and leaves do not wait for it.
@Strategy(
        name = "sequenced",
        technique = "a stranger to the race tests",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            SENDER_ORDER,
            TOTAL_ORDER,
            FAILURE_ISOLATION,
            REENTRANCY,
            STALL_ISOLATION
        })
public final class Sequenced<M> implements BroadcastStrategy<M> {
    private final ReentrantLock turn = new ReentrantLock(true);
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        return members.addIfAbsent(subscriber);
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        return members.remove(subscriber);
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        turn.lock();
        try {
            int taken = 0;
            for (var member : members)
                if (member != sender && Delivery.attempt(member, message)) taken++;
            return taken;
        } finally {
            turn.unlock();
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
