package chatlab.strategies;

import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/// Changes a set under a lock and leaves the copying to the next broadcast that needs a copy.
///
/// - **Guarantee:** a broadcast reaches exactly the members at the moment it gets its snapshot.
/// - **Invariant:** `snapshot` holds exactly the members, or is null because they have changed
///   since.
/// - **Progress:** `broadcast` is wait-free if `deliver` is and no subscriber has joined or left;
///   otherwise it blocks for a moment, as `join` and `leave` do.
/// - **Cost:** join and leave take constant time, however many members there are; the first
///   broadcast after any number of them copies n references.
/// - **Notice:** when a member leaves, the last member moves into its place, so the order of the
///   members means nothing.
/// - **When:** as `cow`, if joins are as frequent as messages or come in bursts.
@Strategy(
        name = "lazy-snapshot",
        technique = "locked set, copied by the next broadcast",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT, SENDER_ORDER,
            FAILURE_ISOLATION, REENTRANCY, STALL_ISOLATION, CONCURRENT_BROADCAST
        })
public final class LazySnapshotBroadcast<M> implements BroadcastStrategy<M> {
    /// The first `places.size()` slots hold the members. Guarded by this object's monitor, which is
    /// never held while a subscriber is called.
    private Subscriber<M>[] members = slots(4);

    /// The index of each member in `members`. Guarded by the same monitor.
    private final IdentityHashMap<Subscriber<M>, Integer> places = new IdentityHashMap<>();

    /// Volatile, so that a broadcast reads it without the lock. Written only under the lock.
    private volatile Subscriber<M> @Nullable [] snapshot;

    @Override
    public synchronized boolean join(Subscriber<M> subscriber) {
        int end = places.size();
        if (places.putIfAbsent(subscriber, end) != null) return false;
        if (end == members.length) members = Arrays.copyOf(members, 2 * end);
        members[end] = subscriber;
        snapshot = null;
        return true;
    }

    @Override
    @SuppressWarnings("NullAway") // slots beyond the end are null and never read
    public synchronized boolean leave(Subscriber<M> subscriber) {
        var place = places.remove(subscriber);
        if (place == null) return false;
        int end = places.size();
        var last = members[end];
        members[end] = null;
        if (last != subscriber) {
            members[place] = last;
            places.put(last, place);
        }
        snapshot = null;
        return true;
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var member : snapshot()) {
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(Arrays.asList(snapshot()));
    }

    private Subscriber<M>[] snapshot() {
        var current = snapshot; // linearization point, unless it is null
        return current != null ? current : rebuilt();
    }

    private synchronized Subscriber<M>[] rebuilt() {
        var current = snapshot;
        if (current == null) {
            current = slots(places.size());
            System.arraycopy(members, 0, current, 0, current.length);
            snapshot = current;
        }
        return current;
    }

    @SuppressWarnings("unchecked") // a new array holds no element of a wrong type
    private static <M> Subscriber<M>[] slots(int length) {
        return (Subscriber<M>[]) new Subscriber<?>[length];
    }
}
