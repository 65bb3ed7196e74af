import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.MEMBERSHIP;

import chatlab.strategies.*;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// Broken: a leave that loses against another call retries with the list that it read before, which
/// can never succeed.
@Strategy(
        name = "stale-retry",
        technique = "immutable list replaced by compare-and-set",
        guarantees = {MEMBERSHIP, DELIVERY})
public final class StaleRetry<M> implements BroadcastStrategy<M> {
    private final AtomicReference<List<Subscriber<M>>> members = new AtomicReference<>(List.of());

    @Override
    public boolean join(Subscriber<M> subscriber) {
        while (true) {
            var before = members.get();
            if (before.contains(subscriber)) return false;
            var after = new ArrayList<>(before);
            after.add(subscriber);
            if (members.compareAndSet(before, after)) return true;
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        var before = members.get();
        while (true) {
            if (!before.contains(subscriber)) return false;
            var after = new ArrayList<>(before);
            after.remove(subscriber);
            if (members.compareAndSet(before, after)) return true;
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
}
