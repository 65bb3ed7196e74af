package chatlab.strategies;

import static chatlab.strategies.Guarantee.CAUSAL_ORDER;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.TOTAL_ORDER;

import chatlab.strategies.BugCard.Family;
import chatlab.strategies.BugCard.Tool;

import java.util.ArrayList;
import java.util.List;

/// BROKEN ON PURPOSE: joins under one lock, and leaves and broadcasts under another.
///
/// - **Breaks:** membership, and delivery while someone joins.
/// - **Because:** a lock keeps out only threads that ask for the same lock, so a join and a leave
///   change the list at the same time.
/// - **Symptom:** someone joins while another member leaves, and gets no messages or sees an error.
/// - **Caught by:** race tests (a join is lost, or ConcurrentModificationException), the engine,
///   the stepper, the swarm.
/// - **Fix:** guard every access to the list by the same lock.
/// - **Notice:** `synchronized` on a method looks like a lock on the list, but it locks this
///   object. Two joins do keep each other out, so a test of joins alone finds nothing. The list is
///   a plain one, since here the locks are meant to be enough.
@Strategy(
        name = "unsafe-two-locks",
        technique = "list with one lock for joins and another for the rest",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT,
            QUIET_LEAVE, SENDER_ORDER, CAUSAL_ORDER,
            TOTAL_ORDER, FAILURE_ISOLATION
        })
@BugCard(
        bug = "wrong lock object",
        family = Family.ATOMICITY_VIOLATION,
        breaks = MEMBERSHIP,
        twin = "synchronized",
        shownBy = {Tool.JCSTRESS, Tool.ENGINE, Tool.STEPPER, Tool.SWARM})
public final class UnsafeTwoLocksBroadcast<M> implements BroadcastStrategy<M> {
    private final List<Subscriber<M>> members = new ArrayList<>();

    @Override
    public synchronized boolean join(Subscriber<M> subscriber) {
        for (var member : members) {
            if (member == subscriber) return false;
        }
        return members.add(subscriber);
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        synchronized (members) {
            return members.removeIf(member -> member == subscriber);
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        synchronized (members) {
            int taken = 0;
            for (var member : members) {
                if (member != sender && Delivery.attempt(member, message)) taken++;
            }
            return taken;
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        synchronized (members) {
            return new ArrayList<>(members);
        }
    }
}
