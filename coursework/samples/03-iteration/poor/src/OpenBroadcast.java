import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A synchronized list, which locks every call. Is every call enough?
///
/// An index instead of an iterator, so that there is no ConcurrentModificationException.
@Strategy(
        name = "open",
        technique = "synchronized list",
        guarantees = {MEMBERSHIP, DELIVERY, REENTRANCY, STALL_ISOLATION})
public final class OpenBroadcast<M> implements BroadcastStrategy<M> {
    /// Its own monitor is the lock, as `Collections.synchronizedList` specifies.
    private final List<Subscriber<M>> members = Collections.synchronizedList(new ArrayList<>());

    @Override
    public boolean join(Subscriber<M> subscriber) {
        synchronized (members) {
            for (var member : members) {
                if (member == subscriber) return false;
            }
            return members.add(subscriber);
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        return members.removeIf(member -> member == subscriber);
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (int i = 0; i < members.size(); i++) {
            var member = members.get(i);
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
