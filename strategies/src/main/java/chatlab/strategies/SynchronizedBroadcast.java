package chatlab.strategies;

import static chatlab.strategies.Guarantee.CAUSAL_ORDER;
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

/// Guards one list with one lock and holds the lock for the whole of every operation.
///
/// - **Guarantee:** all operations take effect one after another, in one order that all subscribers
///   see.
/// - **Invariant:** `members` is read and written only by the thread that holds its monitor.
/// - **Progress:** blocking; one slow `deliver` holds up every other call.
/// - **Cost:** one uncontended lock per operation; under contention all threads queue for it.
/// - **Notice:** the list's own locking covers single calls only, so a loop needs the lock around
///   it. A `deliver` that joins or leaves changes the list under the iterator of its own broadcast.
/// - **When:** the first choice, if deliveries are short and never join or leave.
@Strategy(
        name = "synchronized",
        technique = "synchronized list, its lock held while delivering",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT,
            QUIET_LEAVE, SENDER_ORDER, CAUSAL_ORDER,
            TOTAL_ORDER, FAILURE_ISOLATION
        })
public final class SynchronizedBroadcast<M> implements BroadcastStrategy<M> {
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
        synchronized (members) {
            int taken = 0;
            for (var member : members) {
                if (member != sender && Delivery.attempt(member, message)) taken++;
            }
            return taken;
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        synchronized (members) {
            return new ArrayList<>(members);
        }
    }
}
