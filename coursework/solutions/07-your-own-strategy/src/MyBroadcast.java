import static chatlab.strategies.Guarantee.CAUSAL_ORDER;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;
import static chatlab.strategies.Guarantee.TOTAL_ORDER;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Broadcasts take turns under one lock; joins and leaves do not need it.
///
/// - **Guarantee:** all members see one order of messages, and a stuck member blocks no join or
///   leave.
/// - **Invariant:** `turn` allows one broadcast at a time; this object's monitor allows one join at
///   a time, so no subscriber is in twice.
/// - **Progress:** broadcasts block one another while they deliver; joins and leaves block one
///   another only for the time of a copy.
/// - **Cost:** broadcast, one lock and n deliveries; join or leave, a copy of n references.
/// - **Notice:** `deliver` may join and leave. A `broadcast` from inside `deliver` also runs,
///   because the lock is reentrant, but its message overtakes the one being delivered, and members
///   see different orders: `REENTRANCY` is not promised. Neither is `QUIET_LEAVE`: a leave does not
///   wait for a broadcast that has begun.
@Strategy(
        name = "mine",
        technique = "copy-on-write members, broadcasts one at a time",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            SENDER_ORDER,
            CAUSAL_ORDER,
            TOTAL_ORDER,
            FAILURE_ISOLATION,
            STALL_ISOLATION
        })
public final class MyBroadcast<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();

    /// Held for a whole broadcast, and for nothing else.
    private final Object turn = new Object();

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
        synchronized (turn) {
            int taken = 0;
            for (var member : members) { // the iterator sees the members of this instant
                if (member != sender && Delivery.attempt(member, message)) taken++;
            }
            return taken;
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
