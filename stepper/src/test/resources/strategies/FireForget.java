import chatlab.strategies.*;

import java.util.*;
import java.util.concurrent.*;

/// Hands each delivery to another thread and returns before it is done.
@Strategy(
        name = "fire-forget",
        technique = "CompletableFuture without join",
        guarantees = {Guarantee.MEMBERSHIP, Guarantee.DELIVERY, Guarantee.SENDER_ORDER})
public final class FireForget<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        return members.addIfAbsent(subscriber);
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        return members.remove(subscriber);
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var member : members) {
            if (member == sender) continue;
            CompletableFuture.runAsync(() -> member.deliver(message));
            taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
