package chatlab.strategies;

import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.TOTAL_ORDER;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// BROKEN ON PURPOSE: locks each subscriber for its own delivery, instead of all for a broadcast.
///
/// - **Breaks:** the total order, and the quiet after a leave.
/// - **Because:** a broadcast holds one lock after the other, so between two subscribers another
///   broadcast may overtake it: one subscriber gets the two messages in one order, the next in the
///   other.
/// - **Caught by:** race tests (two subscribers disagree), the stepper, the swarm.
/// - **Notice:** finer locks let more happen at once, and that is what they break. No message is
///   lost, and each subscriber for itself sees nothing wrong.
@Strategy(
        name = "unsafe-subscriber-locks",
        technique = "synchronized list, one lock for each delivery",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            QUIET_LEAVE,
            SENDER_ORDER,
            TOTAL_ORDER,
            FAILURE_ISOLATION
        })
@BugCard(
        bug = "order violation: the lock is released between deliveries",
        family = BugCard.Family.ORDER_VIOLATION,
        breaks = TOTAL_ORDER,
        twin = "synchronized",
        shownBy = {BugCard.Tool.JCSTRESS, BugCard.Tool.STEPPER, BugCard.Tool.SWARM},
        symptom =
                "two people who talk about the same conversation remember it in different"
                        + " orders",
        fix = "hold one lock for the whole broadcast")
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
