import static chatlab.strategies.Guarantee.*;

import chatlab.strategies.*;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

/// BROKEN: compare-and-set on boxed numbers, which are equal but not the same above 127.
///
/// From Kotlin/kotlinx-atomicfu#369.
@Strategy(
        name = "boxedversion",
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
public final class BoxedVersion<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();

    private final AtomicReference<Integer> version = new AtomicReference<>(0);

    private void bump() {
        while (true) {
            int v = version.get();
            if (version.compareAndSet(v, v + 1)) return;
        }
    }

    @Override
    public boolean join(Subscriber<M> s) {
        boolean b = members.addIfAbsent(s);
        if (b) bump();
        return b;
    }

    @Override
    public boolean leave(Subscriber<M> s) {
        boolean b = members.remove(s);
        if (b) bump();
        return b;
    }

    @Override
    public int broadcast(M m, Subscriber<M> from) {
        int n = 0;
        for (var s : members) if (s != from && Delivery.attempt(s, m)) n++;
        return n;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
