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

/// BROKEN ON PURPOSE: locks each subscriber for its own delivery, instead of one lock for the whole
/// broadcast.
///
/// - **Breaks:** the total order, the causal order, and the quiet leave.
/// - **Because:** a broadcast takes one lock after the other, so another broadcast may overtake it
///   between two subscribers. One subscriber then gets the two messages in one order, and the next
///   subscriber in the other.
/// - **Symptom:** two people remember the same conversation in different orders.
/// - **Caught by:** race tests (two subscribers disagree), the engine, the stepper, the swarm.
/// - **Fix:** hold one lock for the whole broadcast.
/// - **Notice:** finer locks let more calls run at once, and that is what breaks the order. No
///   message is lost, and each subscriber by itself sees nothing wrong.
@Strategy(
        name = "unsafe-subscriber-locks",
        technique = "synchronized list, one lock for each delivery",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT,
            QUIET_LEAVE, SENDER_ORDER, CAUSAL_ORDER,
            TOTAL_ORDER, FAILURE_ISOLATION
        })
@BugCard(
        bug = "order violation: the lock is released between deliveries",
        family = Family.ORDER_VIOLATION,
        breaks = TOTAL_ORDER,
        twin = "synchronized",
        shownBy = {Tool.JCSTRESS, Tool.ENGINE, Tool.STEPPER, Tool.SWARM})
public final class UnsafeSubscriberLocksBroadcast<M> implements BroadcastStrategy<M> {
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
        for (var member : subscribers()) {
            synchronized (member) {
                if (member != sender && Delivery.attempt(member, message)) taken++;
            }
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
