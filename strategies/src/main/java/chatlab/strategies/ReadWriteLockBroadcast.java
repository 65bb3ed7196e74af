package chatlab.strategies;

import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Lets broadcasts run side by side under a read lock; a join or leave runs alone under the write
/// lock.
///
/// - **Guarantee:** no subscriber joins or leaves while a broadcast runs.
/// - **Invariant:** `members` is changed only under the write lock, and read only under one of the
///   two locks.
/// - **Progress:** blocking; a join or leave waits for all running broadcasts, and new broadcasts
///   wait behind it.
/// - **Cost:** two atomic updates of one shared word per broadcast. This pays only if the
///   deliveries take much longer than that.
/// - **Notice:** a `deliver` that joins or leaves asks for the write lock while its thread holds
///   the read lock. This upgrade is impossible: the thread waits for itself forever.
/// - **When:** deliveries take long and must run side by side, and joins are rare.
@Strategy(
        name = "rwlock",
        technique = "ReentrantReadWriteLock, read lock held while delivering",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT,
            QUIET_LEAVE, SENDER_ORDER, FAILURE_ISOLATION,
            CONCURRENT_BROADCAST
        })
public final class ReadWriteLockBroadcast<M> implements BroadcastStrategy<M> {
    /// Guards `members`.
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private final List<Subscriber<M>> members = new ArrayList<>();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        lock.writeLock().lock();
        try {
            for (var member : members) {
                if (member == subscriber) return false;
            }
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
}
