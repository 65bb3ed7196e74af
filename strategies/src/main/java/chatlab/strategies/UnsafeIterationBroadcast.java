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
import java.util.Collections;
import java.util.List;

/// BROKEN ON PURPOSE: loops over a synchronized list without holding its lock.
///
/// - **Breaks:** delivery, and everything else that rests on the lock of its twin.
/// - **Because:** the list locks each call by itself, but a loop is many calls. Between two of them
///   a leave moves the members, and the loop skips one of them or the iterator gives up.
/// - **Symptom:** while someone leaves, a message misses another member who stays, or stops halfway
///   with ConcurrentModificationException.
/// - **Caught by:** race tests (a member who stays gets nothing, or
///   ConcurrentModificationException), the engine, the stepper, the swarm.
/// - **Fix:** hold the lock of the list around the whole loop.
/// - **Notice:** the Javadoc of `Collections.synchronizedList` says that the user must synchronize
///   on the list while traversing it.
@Strategy(
        name = "unsafe-iteration",
        technique = "synchronized list, looped over without its lock",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT,
            QUIET_LEAVE, SENDER_ORDER, CAUSAL_ORDER,
            TOTAL_ORDER, FAILURE_ISOLATION
        })
@BugCard(
        bug = "fractured iteration",
        family = Family.ATOMICITY_VIOLATION,
        breaks = DELIVERY,
        twin = "synchronized",
        shownBy = {Tool.JCSTRESS, Tool.ENGINE, Tool.STEPPER, Tool.SWARM})
public final class UnsafeIterationBroadcast<M> implements BroadcastStrategy<M> {
    /// Its own monitor is the lock, as `Collections.synchronizedList` specifies.
    private final List<Subscriber<M>> members = Collections.synchronizedList(new ArrayList<>());

    @Override
    public boolean join(Subscriber<M> subscriber) {
        synchronized (members) {
            for (var member : members) {
                if (member == subscriber) return false;
            }
            return members.add(subscriber);
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        synchronized (members) {
            return members.removeIf(member -> member == subscriber);
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var member : members) {
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        synchronized (members) {
            return new ArrayList<>(members);
        }
    }
}
