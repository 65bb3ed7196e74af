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

/// BROKEN ON PURPOSE: reads a copy-on-write list by size and index, with one call for each member.
///
/// - **Breaks:** delivery and the snapshot; also reentrancy, for which one thread is enough: a
///   subscriber that leaves inside `deliver` makes the loop skip its neighbor.
/// - **Because:** each call reads the list's current array again, so two calls may see two arrays.
///   After a leave, all members behind it have moved one place down, and the loop skips one of them
///   or runs past the end.
/// - **Symptom:** while someone leaves, a message misses another member who stays, or ends with an
///   index out of bounds.
/// - **Caught by:** race tests (a member who stays gets nothing, or an index is out of bounds),
///   rendezvous, the engine, the stepper, the swarm.
/// - **Fix:** loop with the iterator, which walks one array.
/// - **Notice:** only the iterator stays with one array. A thread-safe list does not turn two calls
///   into one.
@Strategy(
        name = "unsafe-index-loop",
        technique = "CopyOnWriteArrayList, read by size and index",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT, SENDER_ORDER,
            FAILURE_ISOLATION, REENTRANCY, STALL_ISOLATION, CONCURRENT_BROADCAST
        })
@BugCard(
        bug = "double read",
        family = Family.ATOMICITY_VIOLATION,
        breaks = {DELIVERY, REENTRANCY},
        twin = "cow",
        shownBy = {Tool.JCSTRESS, Tool.RENDEZVOUS, Tool.ENGINE, Tool.STEPPER, Tool.SWARM})
public final class UnsafeIndexLoopBroadcast<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();

    @Override
    public synchronized boolean join(Subscriber<M> subscriber) {
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
        for (int i = 0; i < members.size(); i++) {
            var member = members.get(i);
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
