import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.SENDER_ORDER;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/// Broken: messages wait on a stack, and one sender drains it for the others.
@Strategy(
        name = "bad-last-in-first-out",
        technique = "a stranger to the race tests",
        guarantees = {MEMBERSHIP, DELIVERY, SENDER_ORDER, FAILURE_ISOLATION})
public final class LastInFirstOut<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();

    private record Letter<M>(M message, Subscriber<M> sender) {}

    private final Deque<Letter<M>> letters = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean draining = new AtomicBoolean();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        return members.addIfAbsent(subscriber);
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int n = 0;
        for (var m : members) if (m != sender) n++;
        letters.push(new Letter<>(message, sender));
        while (!letters.isEmpty() && draining.compareAndSet(false, true)) {
            try {
                for (var l = letters.poll(); l != null; l = letters.poll())
                    for (var m : members) if (m != l.sender()) Delivery.attempt(m, l.message());
            } finally {
                draining.set(false);
            }
        }
        return n;
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        return members.remove(subscriber);
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
