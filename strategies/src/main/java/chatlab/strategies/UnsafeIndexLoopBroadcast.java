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

/// BROKEN ON PURPOSE: asks a copy-on-write list for its size and then, one by one, for its members.
///
/// - **Breaks:** delivery, and the snapshot; and reentrancy, for which one thread is enough: the
///   subscriber that leaves from inside `deliver` does it to its neighbour.
/// - **Because:** each call reads the list's current array anew, so two calls may speak of two
///   arrays: after a leave all who stood behind have moved one place down, and the loop steps over
///   one of them or past the end.
/// - **Caught by:** race tests (one who stays gets nothing, or an index out of bounds), rendezvous,
///   the stepper.
/// - **Notice:** only the iterator keeps to one array. A list safe for many threads does not make
///   two calls one.
@Strategy(
        name = "unsafe-index-loop",
        technique = "CopyOnWriteArrayList, read by size and index",
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
        bug = "double read",
        family = BugCard.Family.ATOMICITY_VIOLATION,
        breaks = {DELIVERY, REENTRANCY},
        twin = "cow",
        shownBy = {
            BugCard.Tool.JCSTRESS,
            BugCard.Tool.RENDEZVOUS,
            BugCard.Tool.STEPPER,
            BugCard.Tool.SWARM
        },
        symptom =
                "while somebody leaves, a message misses another who stays, or ends in an"
                        + " index out of bounds",
        fix = "loop with the iterator, which walks one array")
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
