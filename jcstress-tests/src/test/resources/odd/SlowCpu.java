import static chatlab.strategies.Guarantee.*;

import chatlab.strategies.*;

import java.util.*;
import java.util.concurrent.*;

/// Correct, and slow: each broadcast uses 40 ms of the processor.
@Strategy(
        name = "slow-cpu",
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
public final class SlowCpu<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();
    private volatile long sink;

    public boolean join(Subscriber<M> s) {
        return members.addIfAbsent(s);
    }

    public boolean leave(Subscriber<M> s) {
        return members.remove(s);
    }

    public int broadcast(M m, Subscriber<M> from) {
        long end = System.nanoTime() + 40_000_000, x = 0; // "encrypts" the message
        while (System.nanoTime() < end) x = x * 31 + 7;
        sink = x;
        int n = 0;
        for (var s : members) if (s != from && Delivery.attempt(s, m)) n++;
        return n;
    }

    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
