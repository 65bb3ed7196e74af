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

/// Queues the broadcasts behind one lock, and lets members come and go without it.
///
/// - **Guarantee:** all agree on the order of the messages, and a member who is stuck keeps nobody
///   from joining or leaving.
/// - **Invariant:** at most one broadcast runs at a time, by `turn`; two joins never run at once,
///   by the lock that they share, so nobody is in twice.
/// - **Progress:** broadcasts block one another, for as long as their deliveries take; joins and
///   leaves block one another only for the time of a copy.
/// - **Cost:** broadcast, one lock and n deliveries; join or leave, a copy of n references.
/// - **Notice:** `deliver` may join and leave. A `broadcast` from inside `deliver` gets in as well,
///   for the lock is reentrant, but its message then overtakes the one being delivered, so that
///   order among members would no longer be one: `REENTRANCY` is not promised. Nor is
///   `QUIET_LEAVE`: a leave does not wait for a broadcast that has begun.
@Strategy(
        name = "mine",
        technique = "copy-on-write members, broadcasts one at a time",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            SENDER_ORDER,
            TOTAL_ORDER,
            FAILURE_ISOLATION,
            STALL_ISOLATION
        })
public final class MyBroadcast<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();

    /// Held for the whole of a broadcast, and by nothing else.
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
            for (var member : members) { // the iterator takes the members of this instant
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
