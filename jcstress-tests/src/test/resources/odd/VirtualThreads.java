import static chatlab.strategies.Guarantee.*;

import chatlab.strategies.*;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

/// Correct: a virtual thread for each delivery, and `broadcast` waits for all.
@Strategy(
        name = "virtual-threads",
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
public final class VirtualThreads<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();

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

        int n = 0;
        var taken = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (var s : members) {
            if (s == from) continue;
            threads.add(
                    Thread.startVirtualThread(() -> {
                        if (Delivery.attempt(s, m)) taken.incrementAndGet();
                    }));
        }
        for (var thread : threads) {
            boolean done = false;
            while (!done) {
                try {
                    thread.join();
                    done = true;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        n = taken.get();

        return n;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
