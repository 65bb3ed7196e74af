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

/// BROKEN ON PURPOSE: asks for the write lock while it holds the read lock.
///
/// - **Breaks:** failure isolation: one `deliver` that throws stops the channel for good.
/// - **Because:** a subscriber that fails is removed at once. Its `leave` takes the write lock,
///   which waits until no thread holds the read lock; but the waiting thread holds it.
/// - **Symptom:** a client loses its connection, and from that moment nobody can talk, join or
///   leave.
/// - **Caught by:** rendezvous (the broadcast never returns), every time; the watchdog, the engine,
///   the stepper, the swarm.
/// - **Fix:** remember which subscribers failed, and remove them after the read lock is released;
///   or remove nobody.
/// - **Notice:** one thread is enough, so this is not a race. A lock that is reentrant in each mode
///   still cannot be upgraded from read to write; the Javadoc of `ReentrantReadWriteLock` says so.
@Strategy(
        name = "unsafe-upgrade",
        technique = "ReentrantReadWriteLock, upgraded while delivering",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT,
            QUIET_LEAVE, SENDER_ORDER, FAILURE_ISOLATION,
            CONCURRENT_BROADCAST
        })
@BugCard(
        bug = "self-deadlock",
        family = Family.DEADLOCK,
        breaks = FAILURE_ISOLATION,
        twin = "rwlock",
        shownBy = {Tool.RENDEZVOUS, Tool.WATCHDOG, Tool.ENGINE, Tool.STEPPER, Tool.SWARM})
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

    /// Removes a subscriber that fails.
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
