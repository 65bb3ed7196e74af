import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.MEMBERSHIP;

import chatlab.strategies.*;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// Correct. The map makes its set of keys when first asked for it, in a race that does no harm.
@Strategy(
        name = "key-set",
        technique = "the keys of a concurrent map",
        guarantees = {MEMBERSHIP, DELIVERY})
public final class KeySet<M> implements BroadcastStrategy<M> {
    private final ConcurrentHashMap<Subscriber<M>, Boolean> members = new ConcurrentHashMap<>();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        return members.putIfAbsent(subscriber, true) == null;
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        return members.keySet().remove(subscriber);
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var member : members.keySet()) {
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members.keySet());
    }
}
