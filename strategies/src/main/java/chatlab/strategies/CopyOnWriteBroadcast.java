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

/// Uses the JDK's copy-on-write list, whose iterator walks one frozen array.
///
/// - **Guarantee:** a broadcast reaches exactly the members at the moment its loop begins.
/// - **Invariant:** two joins never run at once, so no subscriber is in the list twice.
/// - **Progress:** `broadcast` is wait-free if `deliver` is; `join` and `leave` block one another.
/// - **Cost:** broadcast, one volatile read and n deliveries; join or leave, a copy of n
///   references.
/// - **Notice:** `join` needs a lock although the list is thread-safe: the search and the add are
///   two calls. `addIfAbsent` does both in one call, but it compares with `equals`, and subscribers
///   are told apart by identity.
/// - **When:** many broadcasts, few joins; deliveries may block or call back, and a message may
///   still arrive just after a leave.
@Strategy(
        name = "cow",
        technique = "CopyOnWriteArrayList",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT, SENDER_ORDER,
            FAILURE_ISOLATION, REENTRANCY, STALL_ISOLATION, CONCURRENT_BROADCAST
        })
public final class CopyOnWriteBroadcast<M> implements BroadcastStrategy<M> {
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
