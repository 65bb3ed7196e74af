import static chatlab.strategies.Guarantee.*;

import chatlab.strategies.*;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

/// Correct, and slow: each join and leave sleeps for a moment.
@Strategy(
        name = "sleepy",
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
public final class Sleepy<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();

    private static void doze() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean join(Subscriber<M> s) {
        doze();
        return members.addIfAbsent(s);
    }

    @Override
    public boolean leave(Subscriber<M> s) {
        doze();
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
