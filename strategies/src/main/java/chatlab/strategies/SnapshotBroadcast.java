package chatlab.strategies;

import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Publishes an immutable array of subscribers and replaces the whole array on every join and
/// leave.
///
/// - **Guarantee:** a broadcast reaches exactly the members at the moment it reads `snapshot`.
/// - **Invariant:** an array never changes after it is published in `snapshot`.
/// - **Progress:** `broadcast` is wait-free if `deliver` is; `join` and `leave` are lock-free: one
///   of them retries only because another has succeeded.
/// - **Cost:** broadcast, one volatile read and n deliveries; join or leave, a copy of n
///   references, and one more copy for every retry.
/// - **Notice:** a message in flight may still arrive after its receiver's `leave` has returned.
/// - **When:** as `cow`, if a join must not wait for another thread either.
@Strategy(
        name = "snapshot",
        technique = "immutable array replaced by compare-and-set",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT, SENDER_ORDER,
            FAILURE_ISOLATION, REENTRANCY, STALL_ISOLATION, CONCURRENT_BROADCAST
        })
public final class SnapshotBroadcast<M> implements BroadcastStrategy<M> {
    private static final VarHandle SNAPSHOT =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "snapshot",
                    VarHandle.class,
                    SnapshotBroadcast.class,
                    Subscriber[].class);

    /// Volatile, so that a reader sees all slots of an array. Written only through `SNAPSHOT`, by
    /// compare-and-set, so that a writer replaces exactly the array it has copied.
    private volatile Subscriber<M>[] snapshot = noMembers();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        while (true) {
            var before = snapshot;
            if (indexOf(subscriber, before) >= 0) return false;
            var after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = subscriber;
            if (SNAPSHOT.compareAndSet(this, before, after)) return true; // linearization point
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        while (true) {
            var before = snapshot;
            int index = indexOf(subscriber, before);
            if (index < 0) return false;
            var after = Arrays.copyOf(before, before.length - 1);
            System.arraycopy(before, index + 1, after, index, after.length - index);
            if (SNAPSHOT.compareAndSet(this, before, after)) return true; // linearization point
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var member : snapshot) {
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(Arrays.asList(snapshot));
    }

    private static <M> int indexOf(Subscriber<M> subscriber, Subscriber<M>[] members) {
        for (int i = 0; i < members.length; i++) {
            if (members[i] == subscriber) return i;
        }
        return -1;
    }

    @SuppressWarnings("unchecked") // a new array holds no element of a wrong type
    private static <M> Subscriber<M>[] noMembers() {
        return (Subscriber<M>[]) new Subscriber<?>[0];
    }
}
