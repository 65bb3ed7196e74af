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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Broken: the cache counts as fresh after the copy, so changes during the copy are lost.
@Strategy(
        name = "bad-stale-cache",
        technique = "a stranger to the race tests",
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
public final class StaleCache<M> implements BroadcastStrategy<M> {
    private final Set<Subscriber<M>> members = ConcurrentHashMap.newKeySet();
    private volatile List<Subscriber<M>> cache = List.of();
    private volatile boolean dirty = true;

    @Override
    public boolean join(Subscriber<M> subscriber) {
        boolean b = members.add(subscriber);
        dirty = true;
        return b;
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        boolean b = members.remove(subscriber);
        dirty = true;
        return b;
    }

    private List<Subscriber<M>> all() {
        if (dirty) {
            cache = new ArrayList<>(members);
            dirty = false;
        }
        return cache;
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var member : all()) if (member != sender && Delivery.attempt(member, message)) taken++;
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(all());
    }
}
