import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Guarantee;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.Arrays;
import java.util.List;

/// Broken within one line: the array is read, copied and written back.
@Strategy(name = "one-line", technique = "volatile array", guarantees = Guarantee.MEMBERSHIP)
public final class OneLine<M> implements BroadcastStrategy<M> {
    private volatile List<Subscriber<M>> members = List.of();

    private List<Subscriber<M>> with(List<Subscriber<M>> before, Subscriber<M> subscriber) {
        var after = Arrays.copyOf(before.toArray(), before.size() + 1);
        after[before.size()] = subscriber;
        @SuppressWarnings("unchecked") // only subscribers were put in
        var list = (List<Subscriber<M>>) (List<?>) List.of(after);
        return list;
    }

    @Override
    public boolean join(Subscriber<M> subscriber) {
        members = with(members, subscriber);
        return true;
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        boolean wasIn = members.contains(subscriber);
        members = members.stream().filter(member -> member != subscriber).toList();
        return wasIn;
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
        return members;
    }
}
