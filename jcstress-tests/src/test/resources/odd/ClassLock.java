import static chatlab.strategies.Guarantee.*;

import chatlab.strategies.*;

import java.util.*;

/// Correct: one lock for all channels of the JVM.
@Strategy(
        name = "class-lock",
        technique = "a stranger",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            QUIET_LEAVE,
            SENDER_ORDER,
            TOTAL_ORDER,
            FAILURE_ISOLATION
        })
public final class ClassLock<M> implements BroadcastStrategy<M> {
    private static final Object LOCK = new Object();
    private final ArrayList<Subscriber<M>> members = new ArrayList<>();

    public boolean join(Subscriber<M> s) {
        synchronized (LOCK) {
            return !members.contains(s) && members.add(s);
        }
    }

    public boolean leave(Subscriber<M> s) {
        synchronized (LOCK) {
            return members.remove(s);
        }
    }

    public int broadcast(M m, Subscriber<M> from) {
        synchronized (LOCK) {
            int n = 0;
            for (var s : members) if (s != from && Delivery.attempt(s, m)) n++;
            return n;
        }
    }

    public List<Subscriber<M>> subscribers() {
        synchronized (LOCK) {
            return new ArrayList<>(members);
        }
    }
}
