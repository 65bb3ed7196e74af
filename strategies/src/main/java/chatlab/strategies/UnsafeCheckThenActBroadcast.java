package chatlab.strategies;

import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;

import chatlab.strategies.BugCard.Family;
import chatlab.strategies.BugCard.Tool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// BROKEN ON PURPOSE: checks whether a subscriber is in and then adds it, in two steps.
///
/// - **Breaks:** membership.
/// - **Because:** two threads that let the same subscriber in both check first, both find nothing,
///   and both add it.
/// - **Symptom:** someone who joins twice at once, for example from two connections, gets every
///   message twice, and one leave ends both.
/// - **Caught by:** race tests (the same subscriber is in twice), the engine, the stepper.
/// - **Fix:** make `join` one step, by a lock around the check and the add.
/// - **Notice:** each step alone is thread-safe. A class made of thread-safe parts is not
///   automatically thread-safe.
@Strategy(
        name = "unsafe-check-then-act",
        technique = "CopyOnWriteArrayList, no lock around look and add",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT, SENDER_ORDER,
            FAILURE_ISOLATION, REENTRANCY, STALL_ISOLATION, CONCURRENT_BROADCAST
        })
@BugCard(
        bug = "check-then-act",
        family = Family.ATOMICITY_VIOLATION,
        breaks = MEMBERSHIP,
        twin = "cow",
        shownBy = {Tool.JCSTRESS, Tool.ENGINE, Tool.STEPPER})
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
