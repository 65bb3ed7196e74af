import static chatlab.strategies.Guarantee.*;

import chatlab.strategies.*;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

/// BROKEN: its log is full after 1,000 messages.
@Strategy(
        name = "history",
        technique = "a stranger",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            SENDER_ORDER,
            FAILURE_ISOLATION,
            REENTRANCY,
            STALL_ISOLATION,
            CONCURRENT_BROADCAST
        })
public final class History<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();

    private final Object[] log = new Object[1000];
    private final AtomicInteger next = new AtomicInteger();

    @Override
    public boolean join(Subscriber<M> s) {
        return members.addIfAbsent(s);
    }

    @Override
    public boolean leave(Subscriber<M> s) {
        return members.remove(s);
    }

    @Override
    public int broadcast(M m, Subscriber<M> from) {
        log[next.getAndIncrement()] = m;
        int n = 0;
        for (var s : members) if (s != from && Delivery.attempt(s, m)) n++;
        return n;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
