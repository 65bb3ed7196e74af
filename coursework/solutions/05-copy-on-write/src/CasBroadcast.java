import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// Publishes an immutable list, and replaces it on every join and leave.
///
/// A writer replaces only the list that it has copied. If another writer was faster, it copies the
/// newer list and tries again. A message in flight may arrive after its receiver's leave has
/// returned.
@Strategy(
        name = "cas",
        technique = "immutable list replaced by compare-and-set",
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
public final class CasBroadcast<M> implements BroadcastStrategy<M> {
    private final AtomicReference<List<Subscriber<M>>> members = new AtomicReference<>(List.of());

    @Override
    public boolean join(Subscriber<M> subscriber) {
        while (true) {
            var before = members.get();
            if (indexOf(subscriber, before) >= 0) return false;
            var after = new ArrayList<>(before);
            after.add(subscriber);
            if (members.compareAndSet(before, List.copyOf(after))) return true;
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        while (true) {
            var before = members.get();
            int index = indexOf(subscriber, before);
            if (index < 0) return false;
            var after = new ArrayList<>(before);
            after.remove(index);
            if (members.compareAndSet(before, List.copyOf(after))) return true;
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var member : members.get()) {
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members.get());
    }

    private static <M> int indexOf(Subscriber<M> subscriber, List<Subscriber<M>> members) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i) == subscriber) return i;
        }
        return -1;
    }
}
