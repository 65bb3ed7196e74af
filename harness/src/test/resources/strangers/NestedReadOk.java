import static chatlab.strategies.Guarantee.*;

import chatlab.strategies.*;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

/// Correct: the repaired twin of `NestedRead`.
@Strategy(
        name = "nestedreadok",
        technique = "a stranger",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            SENDER_ORDER,
            FAILURE_ISOLATION,
            REENTRANCY,
            CONCURRENT_BROADCAST
        })
public final class NestedReadOk<M> implements BroadcastStrategy<M> {
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);
    private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();

    @Override
    public boolean join(Subscriber<M> s) {
        return members.addIfAbsent(s);
    }

    @Override
    public boolean leave(Subscriber<M> s) {
        boolean was = members.remove(s);
        if (was && depth.get() == 0) { // wait for the broadcasts that still have it
            gate.writeLock().lock();
            gate.writeLock().unlock();
        }
        return was;
    }

    @Override
    public int broadcast(M m, Subscriber<M> from) {
        gate.readLock().lock();
        depth.set(depth.get() + 1);
        try {
            int n = 0;
            for (var s : members) if (s != from && Delivery.attempt(s, m)) n++;
            return n;
        } finally {
            depth.set(depth.get() - 1);
            gate.readLock().unlock();
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
