import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.TOTAL_ORDER;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// Broken: a thread that waits long for the lock sleeps, and nobody wakes it.
@Strategy(
        name = "bad-contention-hang",
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
public final class ContentionHang<M> implements BroadcastStrategy<M> {
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayList<Subscriber<M>> members = new ArrayList<>();

    private void lock() {
        for (int i = 0; i < 50; i++) {
            if (lock.tryLock()) return;
            Thread.onSpinWait();
        }
        while (true) LockSupport.park();
    }

    @Override
    public boolean join(Subscriber<M> subscriber) {
        lock();
        try {
            for (var x : members) if (x == subscriber) return false;
            return members.add(subscriber);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        lock();
        try {
            return members.removeIf(x -> x == subscriber);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        lock();
        try {
            int taken = 0;
            for (var member : members)
                if (member != sender && Delivery.attempt(member, message)) taken++;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        lock();
        try {
            return new ArrayList<>(members);
        } finally {
            lock.unlock();
        }
    }
}
