import static chatlab.strategies.Guarantee.*;

import chatlab.strategies.*;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

/// Correct: every delivery runs in the common pool, and `broadcast` waits for all.
@Strategy(
        name = "fanoutjoin",
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
public final class FanOutJoin<M> implements BroadcastStrategy<M> {
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
        var all = new ArrayList<CompletableFuture<Boolean>>();
        for (var s : members) {
            if (s != from) all.add(CompletableFuture.supplyAsync(() -> Delivery.attempt(s, m)));
        }
        int n = 0;
        for (var f : all) if (f.join()) n++;
        return n;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
