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

/// BROKEN ON PURPOSE: asks for the write lock while it holds the read lock.
///
/// - **Breaks:** the isolation of failures: one `deliver` that throws stops the channel for good.
/// - **Because:** who fails is to be evicted at once, and `leave` takes the write lock, which waits
///   until nobody holds the read lock. The thread that waits is the one that holds it.
/// - **Caught by:** rendezvous (the broadcast never returns), every time.
/// - **Notice:** one thread is enough, so this is no race. A lock that is reentrant in each mode
///   may still not be upgraded from one to the other; `ReentrantReadWriteLock` says so in its
///   Javadoc.
@Strategy(
        name = "unsafe-upgrade",
        technique = "ReentrantReadWriteLock, upgraded while delivering",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            QUIET_LEAVE,
            SENDER_ORDER,
            FAILURE_ISOLATION,
            CONCURRENT_BROADCAST
        })
@BugCard(
        bug = "self-deadlock",
        family = BugCard.Family.DEADLOCK,
        breaks = FAILURE_ISOLATION,
        twin = "rwlock",
        shownBy = {
            BugCard.Tool.RENDEZVOUS,
            BugCard.Tool.WATCHDOG,
            BugCard.Tool.STEPPER,
            BugCard.Tool.SWARM
        },
        symptom =
                "a client breaks its connection, and from that moment nobody can talk, come or"
                        + " go",
        fix =
                "remember who failed, and let them leave after the read lock is released; or"
                        + " evict nobody")
public final class UnsafeUpgradeBroadcast<M> implements BroadcastStrategy<M> {
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
                if (member != sender && delivered(member, message)) taken++;
            }
            return taken;
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Evicts a subscriber that fails.
    private boolean delivered(Subscriber<M> member, M message) {
        try {
            return member.deliver(message);
        } catch (Throwable _) {
            leave(member);
            return false;
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
