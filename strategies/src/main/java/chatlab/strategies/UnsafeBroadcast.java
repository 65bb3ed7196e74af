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

/// BROKEN ON PURPOSE: shares a plain list between threads, with no lock at all.
///
/// - **Breaks:** membership and delivery, and everything else that rests on the lock of its twin.
/// - **Because:** `ArrayList.add` reads the size, writes a slot and writes the size, and two
///   threads can interleave these three steps. The list's iterator gives up when the list changes
///   during a loop.
/// - **Symptom:** someone who joined gets no messages; a message stops halfway through the channel
///   with ConcurrentModificationException.
/// - **Caught by:** race tests (a join is lost), the engine, the stepper, the swarm (messages are
///   lost).
/// - **Fix:** hold one lock for the whole of `join`, `leave`, `broadcast` and `subscribers`.
/// - **Notice:** it passes every test that uses only one thread.
@Strategy(
        name = "unsafe",
        technique = "plain ArrayList, no lock",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT,
            QUIET_LEAVE, SENDER_ORDER, CAUSAL_ORDER,
            TOTAL_ORDER, FAILURE_ISOLATION
        })
@BugCard(
        bug = "lost update, torn structure",
        family = Family.ATOMICITY_VIOLATION,
        breaks = {MEMBERSHIP, DELIVERY},
        twin = "synchronized",
        shownBy = {Tool.JCSTRESS, Tool.ENGINE, Tool.STEPPER, Tool.SWARM})
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
