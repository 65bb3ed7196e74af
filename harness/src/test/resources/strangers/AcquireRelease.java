import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Guarantee;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/// Publishes a new list with release, and reads it with acquire. A reader may see an older list,
/// but always a whole one, and never an older one than before.
@Strategy(
        name = "acquire-release",
        technique = "acquire and release",
        guarantees = {
            Guarantee.MEMBERSHIP,
            Guarantee.DELIVERY,
            Guarantee.SNAPSHOT,
            Guarantee.SENDER_ORDER
        })
public final class AcquireRelease<M> implements BroadcastStrategy<M> {
    private static final VarHandle CURRENT;

    static {
        try {
            CURRENT =
                    MethodHandles.lookup()
                            .findVarHandle(AcquireRelease.class, "current", Members.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final class Members<M> {
        private List<Subscriber<M>> list;

        private Members(List<Subscriber<M>> list) {
            this.list = list;
        }
    }

    private Members<M> current = new Members<>(new ArrayList<>());

    @SuppressWarnings("unchecked")
    private List<Subscriber<M>> members() {
        return ((Members<M>) CURRENT.getAcquire(this)).list;
    }

    @Override
    public synchronized boolean join(Subscriber<M> subscriber) {
        var changed = new ArrayList<>(members());
        if (changed.contains(subscriber)) return false;
        changed.add(subscriber);
        CURRENT.setRelease(this, new Members<>(changed));
        return true;
    }

    @Override
    public synchronized boolean leave(Subscriber<M> subscriber) {
        var changed = new ArrayList<>(members());
        if (!changed.remove(subscriber)) return false;
        CURRENT.setRelease(this, new Members<>(changed));
        return true;
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var member : members()) {
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return List.copyOf(members());
    }
}
