import static chatlab.strategies.Guarantee.*;

import chatlab.strategies.*;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

/// BROKEN: two subscribers that are equal count as one.
///
/// From hazelcast/hazelcast#270.
@Strategy(
        name = "equalsset",
        technique = "a stranger",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SENDER_ORDER,
            FAILURE_ISOLATION,
            REENTRANCY,
            STALL_ISOLATION,
            CONCURRENT_BROADCAST
        })
public final class EqualsSet<M> implements BroadcastStrategy<M> {
    private final Set<Subscriber<M>> members = new CopyOnWriteArraySet<>();

    @Override
    public boolean join(Subscriber<M> s) {
        return members.add(s);
    }

    @Override
    public boolean leave(Subscriber<M> s) {
        return members.remove(s);
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
