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
import java.util.concurrent.CopyOnWriteArrayList;

/// Broken: all broadcasts share one field for the sender.
@Strategy(
        name = "bad-shared-sender",
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
public final class SharedSender<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();
    private volatile Subscriber<M> from;

    @Override
    public boolean join(Subscriber<M> subscriber) {
        return members.addIfAbsent(subscriber);
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        from = sender;
        int taken = 0;
        for (var member : members) if (member != from && Delivery.attempt(member, message)) taken++;
        return taken;
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        return members.remove(subscriber);
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
