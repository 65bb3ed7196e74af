import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Reads under the read lock, so that broadcasts run side by side.
///
/// Clients that reconnect often join although they are already in. Their joins must not block
/// others: join first looks under the read lock, and takes the write lock only if it must write.
///
/// A read lock cannot be upgraded, so join releases it first. In between, another thread may let
/// the same subscriber in, so join checks again under the write lock.
@Strategy(
        name = "read-mostly",
        technique = "ReentrantReadWriteLock, a look under the read lock first",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            QUIET_LEAVE,
            SENDER_ORDER,
            FAILURE_ISOLATION,
            CONCURRENT_BROADCAST
        })
public final class ReadMostlyBroadcast<M> implements BroadcastStrategy<M> {
    /// Guards `members`.
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private final List<Subscriber<M>> members = new ArrayList<>();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        lock.readLock().lock();
        try {
            if (isIn(subscriber)) return false;
        } finally {
            lock.readLock().unlock();
        }
        lock.writeLock().lock();
        try {
            if (isIn(subscriber)) return false;
            return members.add(subscriber);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        lock.writeLock().lock();
        try {
            return members.removeIf(member -> member == subscriber);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        lock.readLock().lock();
        try {
            int taken = 0;
            for (var member : members) {
                if (member != sender && Delivery.attempt(member, message)) taken++;
            }
            return taken;
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        lock.readLock().lock();
        try {
            return new ArrayList<>(members);
        } finally {
            lock.readLock().unlock();
        }
    }

    private boolean isIn(Subscriber<M> subscriber) {
        for (var member : members) {
            if (member == subscriber) return true;
        }
        return false;
    }
}
