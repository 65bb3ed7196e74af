import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Guarantee;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/// Publishes a new object by an opaque write. Its list is whole, since it is reachable through a
/// final field. A reader may see an older object, but never an older one than before.
@Strategy(
        name = "final-fields",
        technique = "final fields",
        guarantees = {
            Guarantee.MEMBERSHIP,
            Guarantee.DELIVERY,
            Guarantee.SNAPSHOT,
            Guarantee.SENDER_ORDER
        })
public final class FinalFields<M> implements BroadcastStrategy<M> {
    private static final VarHandle CURRENT;

    static {
        try {
            CURRENT =
                    MethodHandles.lookup()
                            .findVarHandle(FinalFields.class, "current", Members.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final class Members<M> {
        private final List<Subscriber<M>> list;

        private Members(List<Subscriber<M>> list) {
            this.list = list;
        }
    }

    private Members<M> current = new Members<>(new ArrayList<>());

    @SuppressWarnings("unchecked")
    private List<Subscriber<M>> members() {
        return ((Members<M>) CURRENT.getOpaque(this)).list;
    }

    @Override
    public synchronized boolean join(Subscriber<M> subscriber) {
        var changed = new ArrayList<>(members());
        if (changed.contains(subscriber)) return false;
        changed.add(subscriber);
        CURRENT.setOpaque(this, new Members<>(changed));
        return true;
    }

    @Override
    public synchronized boolean leave(Subscriber<M> subscriber) {
        var changed = new ArrayList<>(members());
        if (!changed.remove(subscriber)) return false;
        CURRENT.setOpaque(this, new Members<>(changed));
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
