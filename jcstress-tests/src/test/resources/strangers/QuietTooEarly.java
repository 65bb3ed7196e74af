import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Broken: a leave waits for running broadcasts before it removes the member, and not afterwards.
@Strategy(
        name = "bad-quiet-too-early",
        technique = "a stranger to the race tests",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            QUIET_LEAVE,
            SENDER_ORDER,
            FAILURE_ISOLATION,
            CONCURRENT_BROADCAST
        })
public final class QuietTooEarly<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();
    private final AtomicInteger running = new AtomicInteger();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        return members.addIfAbsent(subscriber);
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        while (running.get() > 0) Thread.onSpinWait();
        return members.remove(subscriber);
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        running.incrementAndGet();
        try {
            int taken = 0;
            for (var member : members)
                if (member != sender && Delivery.attempt(member, message)) taken++;
            return taken;

        } finally {
            running.decrementAndGet();
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
