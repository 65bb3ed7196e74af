import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Broken: a second join revives an entry that a sweep is about to remove.
@Strategy(
        name = "bad-tombstone-sweep",
        technique = "a stranger to the race tests",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SENDER_ORDER,
            FAILURE_ISOLATION,
            REENTRANCY,
            STALL_ISOLATION,
            CONCURRENT_BROADCAST
        })
public final class TombstoneSweep<M> implements BroadcastStrategy<M> {
    private static final class Entry {
        volatile boolean in = true;
    }

    private final ConcurrentHashMap<Subscriber<M>, Entry> members = new ConcurrentHashMap<>();
    private final AtomicInteger dead = new AtomicInteger();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        var old = members.putIfAbsent(subscriber, new Entry());
        if (old == null) return true;
        synchronized (old) {
            if (old.in) return false;
            old.in = true;
            return true;
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        var e = members.get(subscriber);
        if (e == null) return false;
        synchronized (e) {
            if (!e.in) return false;
            e.in = false;
        }
        if (dead.incrementAndGet() % 2 == 0)
            members.forEach((k, v) -> {
                if (!v.in) members.remove(k, v);
            });
        return true;
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var e : members.entrySet())
            if (e.getValue().in && e.getKey() != sender && Delivery.attempt(e.getKey(), message))
                taken++;
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        var l = new ArrayList<Subscriber<M>>();
        members.forEach((subscriber, e) -> {
            if (e.in) l.add(subscriber);
        });
        return l;
    }
}
