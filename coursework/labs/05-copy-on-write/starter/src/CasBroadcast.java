import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// Publishes an immutable list, and replaces it on every join and leave.
///
/// TODO Every list is immutable and every read is fresh, but joins are still lost. Fix it without
/// any lock, and declare what it then guarantees.
@Strategy(
        name = "cas",
        technique = "immutable list in an AtomicReference",
        guarantees = {})
public final class CasBroadcast<M> implements BroadcastStrategy<M> {
    private final AtomicReference<List<Subscriber<M>>> members = new AtomicReference<>(List.of());

    @Override
    public boolean join(Subscriber<M> subscriber) {
        var before = members.get();
        if (indexOf(subscriber, before) >= 0) return false;
        var after = new ArrayList<>(before);
        after.add(subscriber);
        members.set(List.copyOf(after));
        return true;
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        var before = members.get();
        int index = indexOf(subscriber, before);
        if (index < 0) return false;
        var after = new ArrayList<>(before);
        after.remove(index);
        members.set(List.copyOf(after));
        return true;
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
