import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.TOTAL_ORDER;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;

/// Broken: promises SNAPSHOT and TOTAL_ORDER, but locks one half at a time.
@Strategy(
        name = "bad-two-halves",
        technique = "a stranger to the race tests",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            QUIET_LEAVE,
            SENDER_ORDER,
            TOTAL_ORDER,
            FAILURE_ISOLATION
        })
public final class TwoHalves<M> implements BroadcastStrategy<M> {
    private final List<ArrayList<Subscriber<M>>> halves =
            List.of(new ArrayList<>(), new ArrayList<>());

    private ArrayList<Subscriber<M>> of(Object subscriber) {
        return halves.get(System.identityHashCode(subscriber) & 1);
    }

    @Override
    public boolean join(Subscriber<M> subscriber) {
        var h = of(subscriber);
        synchronized (h) {
            return !h.contains(subscriber) && h.add(subscriber);
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        var h = of(subscriber);
        synchronized (h) {
            return h.remove(subscriber);
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var h : halves)
            synchronized (h) {
                for (var m : h) if (m != sender && Delivery.attempt(m, message)) taken++;
            }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        var l = new ArrayList<Subscriber<M>>();
        for (var h : halves)
            synchronized (h) {
                l.addAll(h);
            }
        return l;
    }
}
