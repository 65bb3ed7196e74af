import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Guarantee;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Broken: the place of the sender is looked up in one list, and skipped in the next.
@Strategy(
        name = "own-place",
        technique = "two reads",
        guarantees = {Guarantee.MEMBERSHIP, Guarantee.DELIVERY})
public final class OwnPlace<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        return members.addIfAbsent(subscriber);
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        return members.remove(subscriber);
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int place = members.indexOf(sender);
        var receivers = List.copyOf(members);
        int taken = 0;
        for (int i = 0; i < receivers.size(); i++) {
            if (i != place && Delivery.attempt(receivers.get(i), message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return List.copyOf(members);
    }
}
