import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// Correct: members by ticket, in a skip list that may change during an iteration.
@Strategy(
        name = "skip-list",
        technique = "a stranger to the race tests",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SENDER_ORDER,
            FAILURE_ISOLATION,
            REENTRANCY,
            STALL_ISOLATION,
            CONCURRENT_BROADCAST
        })
public final class SkipListed<M> implements BroadcastStrategy<M> {
    private final AtomicLong tickets = new AtomicLong();
    private final ConcurrentHashMap<Subscriber<M>, Long> ticketOf = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Long, Subscriber<M>> members =
            new ConcurrentSkipListMap<>();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        boolean[] joined = {false};
        ticketOf.computeIfAbsent(
                subscriber,
                x -> {
                    long t = tickets.incrementAndGet();
                    members.put(t, subscriber);
                    joined[0] = true;
                    return t;
                });
        return joined[0];
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        boolean[] left = {false};
        ticketOf.computeIfPresent(
                subscriber,
                (x, t) -> {
                    members.remove(t);
                    left[0] = true;
                    return null;
                });
        return left[0];
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        Set<Subscriber<M>> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var member : members.values())
            if (member != sender && reached.add(member) && Delivery.attempt(member, message))
                taken++;
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        Set<Subscriber<M>> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        reached.addAll(members.values());
        return new ArrayList<>(reached);
    }
}
