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

/// Broken: a join that loses its compare-and-set does not try again.
@Strategy(
        name = "bad-lost-retry",
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
public final class LostRetry<M> implements BroadcastStrategy<M> {
    private final AtomicReference<List<Subscriber<M>>> members = new AtomicReference<>(List.of());

    @Override
    public boolean join(Subscriber<M> subscriber) {
        var before = members.get();
        for (var m : before) if (m == subscriber) return false;
        var after = new ArrayList<>(before);
        after.add(subscriber);
        members.compareAndSet(before, after);
        return true;
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        while (true) {
            var before = members.get();
            var after = new ArrayList<>(before);
            if (!after.removeIf(m -> m == subscriber)) return false;
            if (members.compareAndSet(before, after)) return true;
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var member : members.get())
            if (member != sender && Delivery.attempt(member, message)) taken++;
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members.get());
    }
}
