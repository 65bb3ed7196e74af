import static chatlab.strategies.Guarantee.*;

import chatlab.strategies.*;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

/// BROKEN: a message is dropped while another is on its way.
///
/// From modelcontextprotocol/java-sdk#875.
@Strategy(
        name = "tryemit",
        technique = "a stranger",
        guarantees = {MEMBERSHIP, DELIVERY, SENDER_ORDER, TOTAL_ORDER, FAILURE_ISOLATION})
public final class TryEmit<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();

    private final ReentrantLock emitting = new ReentrantLock();

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
        if (!emitting.tryLock()) return 0;
        try {
            int n = 0;
            for (var s : members) if (s != from && Delivery.attempt(s, m)) n++;
            return n;
        } finally {
            emitting.unlock();
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
