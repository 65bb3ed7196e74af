package chatlab.strategies;

import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// BROKEN ON PURPOSE: looks whether a subscriber is in and then adds it, in two steps.
///
/// - **Breaks:** membership.
/// - **Because:** two threads that let the same subscriber in both look first, both see nothing,
///   and both add.
/// - **Caught by:** race tests (the same subscriber twice), the stepper, the model checker.
/// - **Notice:** each step alone is safe for many threads. Classes built of thread-safe parts are
///   not thereby thread-safe.
@Strategy(
        name = "unsafe-check-then-act",
        technique = "CopyOnWriteArrayList, no lock around look and add",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            SENDER_ORDER,
            FAILURE_ISOLATION,
            REENTRANCY,
            STALL_ISOLATION,
            CONCURRENT_BROADCAST
        })
@BugCard(
        bug = "check-then-act",
        family = BugCard.Family.ATOMICITY_VIOLATION,
        breaks = MEMBERSHIP,
        twin = "cow",
        shownBy = {BugCard.Tool.JCSTRESS, BugCard.Tool.LINCHECK, BugCard.Tool.STEPPER},
        symptom =
                "somebody who joined twice at once, say by two connections, gets every message"
                        + " twice, and one leave ends both",
        fix = "make join one step, by a lock around the look and the add")
public final class UnsafeCheckThenActBroadcast<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();

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
        for (var member : members) { // linearization point: the iterator takes the array here
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
