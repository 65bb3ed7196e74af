import static chatlab.strategies.Guarantee.*;

import chatlab.strategies.*;

import java.util.*;
import java.util.concurrent.*;

/// BROKEN: a broadcast inside `deliver` queues up behind a join that waits for the outer one to
/// end.
@Strategy(
        name = "fair-permits",
        technique = "a stranger",
        guarantees = {MEMBERSHIP, DELIVERY, SNAPSHOT, QUIET_LEAVE, SENDER_ORDER, FAILURE_ISOLATION})
public final class FairPermits<M> implements BroadcastStrategy<M> {
    private static final int ALL = 1_000;

    private final Semaphore permits = new Semaphore(ALL, true);
    private final List<Subscriber<M>> members = new CopyOnWriteArrayList<>();

    @Override
    public boolean join(Subscriber<M> s) {
        if (members.contains(s)) return false;
        permits.acquireUninterruptibly(ALL);
        try {
            return !members.contains(s) && members.add(s);
        } finally {
            permits.release(ALL);
        }
    }

    @Override
    public boolean leave(Subscriber<M> s) {
        if (!members.contains(s)) return false;
        permits.acquireUninterruptibly(ALL);
        try {
            return members.remove(s);
        } finally {
            permits.release(ALL);
        }
    }

    @Override
    public int broadcast(M m, Subscriber<M> from) {
        permits.acquireUninterruptibly();
        try {
            int n = 0;
            for (var s : members) if (s != from && Delivery.attempt(s, m)) n++;
            return n;
        } finally {
            permits.release();
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
