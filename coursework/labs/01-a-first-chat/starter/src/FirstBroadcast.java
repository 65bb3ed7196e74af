import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;

/// A first chat: a list of subscribers, and a loop over it.
@Strategy(
        name = "first",
        technique = "plain ArrayList, one loop",
        guarantees = {FAILURE_ISOLATION})
public final class FirstBroadcast<M> implements BroadcastStrategy<M> {
    private final List<Subscriber<M>> members = new ArrayList<>();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        for (var member : members) {
            if (member == subscriber) return false;
        }
        return members.add(subscriber);
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        return members.removeIf(member -> member == subscriber);
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        // TODO Deliver the message to every member except the sender, and return how many took it.
        //  A deliver may throw: the other members must still get the message.
        return 0;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
