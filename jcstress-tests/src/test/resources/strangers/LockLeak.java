import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.TOTAL_ORDER;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Broken: a delivery that throws leaves the lock behind.
@Strategy(
        name = "bad-lock-leak",
        technique = "a stranger to the race tests",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            QUIET_LEAVE,
            SENDER_ORDER,
            TOTAL_ORDER,
            FAILURE_ISOLATION
        })
public final class LockLeak<M> implements BroadcastStrategy<M> {
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayList<Subscriber<M>> members = new ArrayList<>();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        lock.lock();
        try {
            for (var m : members) if (m == subscriber) return false;
            return members.add(subscriber);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        lock.lock();
        try {
            return members.removeIf(m -> m == subscriber);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        lock.lock();
        int taken = 0;
        for (var m : members) if (m != sender && m.deliver(message)) taken++;
        lock.unlock();
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        lock.lock();
        try {
            return new ArrayList<>(members);
        } finally {
            lock.unlock();
        }
    }
}
