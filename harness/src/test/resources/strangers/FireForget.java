import static chatlab.strategies.Guarantee.*;

import chatlab.strategies.*;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

/// BROKEN: `broadcast` returns before its deliveries are done.
///
/// From a2aproject/a2a-java#775.
@Strategy(
        name = "fireforget",
        technique = "a stranger",
        guarantees = {MEMBERSHIP, DELIVERY, SENDER_ORDER})
public final class FireForget<M> implements BroadcastStrategy<M> {
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
        for (var s : members) {
            if (s == from) continue;
            CompletableFuture.runAsync(() -> s.deliver(m));
            n++;
        }
        return n;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
