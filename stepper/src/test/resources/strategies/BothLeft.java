import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Guarantee;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Broken: two who let the same one out may both be told that it was they.
@Strategy(
        name = "both-left",
        technique = "check, then act",
        guarantees = {Guarantee.MEMBERSHIP, Guarantee.DELIVERY})
public final class BothLeft<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        return members.addIfAbsent(subscriber);
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        if (!members.contains(subscriber)) return false;
        members.remove(subscriber);
        return true;
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var member : members) {
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return List.copyOf(members);
    }
}
