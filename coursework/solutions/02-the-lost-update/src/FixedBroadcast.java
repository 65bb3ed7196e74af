import static chatlab.strategies.Guarantee.CAUSAL_ORDER;
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
import java.util.Arrays;
import java.util.List;

/// An array of members and a count of them, as inside an `ArrayList`.
///
/// This object's monitor guards `members` and `count`. It is held while delivering, so a `deliver`
/// must not call back.
@Strategy(
        name = "fixed",
        technique = "an array and a count, one lock around all",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            QUIET_LEAVE,
            SENDER_ORDER,
            CAUSAL_ORDER,
            TOTAL_ORDER,
            FAILURE_ISOLATION
        })
public final class FixedBroadcast<M> implements BroadcastStrategy<M> {
    private Subscriber<M>[] members = empty(4);
    private int count;

    @Override
    public synchronized boolean join(Subscriber<M> subscriber) {
        if (indexOf(subscriber) >= 0) return false;
        int free = count;
        if (free == members.length) members = Arrays.copyOf(members, 2 * free);
        members[free] = subscriber;
        count = free + 1;
        return true;
    }

    @Override
    public synchronized boolean leave(Subscriber<M> subscriber) {
        int index = indexOf(subscriber);
        if (index < 0) return false;
        count = count - 1;
        members[index] = members[count];
        members[count] = null;
        return true;
    }

    @Override
    public synchronized int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (int i = 0; i < count; i++) {
            var member = members[i];
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    @Override
    public synchronized List<Subscriber<M>> subscribers() {
        return new ArrayList<>(Arrays.asList(members).subList(0, count));
    }

    private int indexOf(Subscriber<M> subscriber) {
        for (int i = 0; i < count; i++) {
            if (members[i] == subscriber) return i;
        }
        return -1;
    }

    @SuppressWarnings("unchecked") // an empty array holds nothing of a wrong type
    private static <M> Subscriber<M>[] empty(int length) {
        return (Subscriber<M>[]) new Subscriber<?>[length];
    }
}
