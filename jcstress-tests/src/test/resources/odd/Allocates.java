import static chatlab.strategies.Guarantee.*;

import chatlab.strategies.*;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

/// Correct: each call fills two megabytes, so hundreds of channels do not fit into a small heap.
@Strategy(
        name = "allocates",
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
public final class Allocates<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();
    private volatile byte[] last = {};

    private void waste() {
        var bytes = new byte[2 << 20];
        Arrays.fill(bytes, (byte) 1);
        last = bytes;
    }

    @Override
    public boolean join(Subscriber<M> s) {
        waste();
        return members.addIfAbsent(s);
    }

    @Override
    public boolean leave(Subscriber<M> s) {
        waste();
        return members.remove(s);
    }

    @Override
    public int broadcast(M m, Subscriber<M> from) {
        waste();
        int n = 0;
        for (var s : members) if (s != from && Delivery.attempt(s, m)) n++;

        return n;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
