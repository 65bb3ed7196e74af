package chatlab.strategies;

import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.TOTAL_ORDER;

import java.util.ArrayList;
import java.util.List;

/// BROKEN ON PURPOSE: a plain list shared by many threads, and no lock at all.
///
/// - **Breaks:** membership and delivery, and with them all that rests on the lock of its twin
///   `synchronized`.
/// - **Because:** `ArrayList.add` reads the size, writes a slot and writes the size, three steps
///   that two threads can interleave; and its iterator gives up when the list changes under it.
/// - **Caught by:** the swarm (messages lost), race tests (a join lost), the stepper.
/// - **Notice:** it passes every test that uses one thread.
@Strategy(
        name = "unsafe",
        technique = "plain ArrayList, no lock",
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
        bug = "lost update, torn structure",
        family = BugCard.Family.ATOMICITY_VIOLATION,
        breaks = {MEMBERSHIP, DELIVERY},
        twin = "synchronized",
        shownBy = {
            BugCard.Tool.JCSTRESS,
            BugCard.Tool.LINCHECK,
            BugCard.Tool.STEPPER,
            BugCard.Tool.SWARM
        },
        symptom =
                "someone who joined gets no messages; a message stops half-way through the channel"
                        + " with ConcurrentModificationException",
        fix = "hold one lock for the whole of join, leave, broadcast and subscribers")
public final class UnsafeBroadcast<M> implements BroadcastStrategy<M> {
    private final List<Subscriber<M>> members = new ArrayList<>();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        for (var member : members) {
            if (member == subscriber) return false;
        }
        return members.add(subscriber);
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        return members.removeIf(member -> member == subscriber);
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
        return new ArrayList<>(members);
    }
}
