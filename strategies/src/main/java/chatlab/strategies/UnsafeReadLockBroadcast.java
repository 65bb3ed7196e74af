package chatlab.strategies;

import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;

import chatlab.strategies.BugCard.Family;
import chatlab.strategies.BugCard.Tool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// BROKEN ON PURPOSE: joins under the read lock, which several threads can hold at the same time.
///
/// - **Breaks:** membership, and delivery while someone joins.
/// - **Because:** a read lock keeps out writers, but not other readers. Two joins change the list
///   at the same time, and one of them is lost or the list is torn.
/// - **Symptom:** of two people who join at the same moment, one gets no messages.
/// - **Caught by:** race tests (a join is lost), the engine, the stepper, the swarm.
/// - **Fix:** take the write lock for every change of the list.
/// - **Notice:** every access is locked, and always by the same lock. But the join holds it in the
///   wrong mode.
@Strategy(
        name = "unsafe-read-lock",
        technique = "ReentrantReadWriteLock, read lock taken for a join",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT,
            QUIET_LEAVE, SENDER_ORDER, FAILURE_ISOLATION,
            CONCURRENT_BROADCAST
        })
@BugCard(
        bug = "wrong lock mode",
        family = Family.ATOMICITY_VIOLATION,
        breaks = MEMBERSHIP,
        twin = "rwlock",
        shownBy = {Tool.JCSTRESS, Tool.ENGINE, Tool.STEPPER, Tool.SWARM})
public final class UnsafeReadLockBroadcast<M> implements BroadcastStrategy<M> {
    /// Guards `members`.
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private final List<Subscriber<M>> members = new ArrayList<>();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        lock.readLock().lock();
        try {
            for (var member : members) {
                if (member == subscriber) return false;
            }
            return members.add(subscriber);
        } finally {
            lock.readLock().unlock();
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
