import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Guarantee;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;

/// Broken when two leave at once: the place is looked up under the lock, and used under it another
/// time.
@Strategy(
        name = "stale-index",
        technique = "one lock, taken twice",
        guarantees = Guarantee.MEMBERSHIP)
public final class StaleIndex<M> implements BroadcastStrategy<M> {
    private final List<Subscriber<M>> members = new ArrayList<>();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        synchronized (members) {
            return !members.contains(subscriber) && members.add(subscriber);
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        int place = placeOf(subscriber);
        if (place < 0) return false;
        synchronized (members) {
            members.remove(place);
        }
        return true;
    }

    private int placeOf(Subscriber<M> subscriber) {
        synchronized (members) {
            return members.indexOf(subscriber);
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        synchronized (members) {
            int taken = 0;
            for (var member : members) {
                if (member != sender && Delivery.attempt(member, message)) taken++;
            }
            return taken;
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        synchronized (members) {
            return List.copyOf(members);
        }
    }
}
