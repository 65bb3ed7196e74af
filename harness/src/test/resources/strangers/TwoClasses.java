import static chatlab.strategies.Guarantee.MEMBERSHIP;

import chatlab.strategies.*;

import java.util.ArrayList;
import java.util.List;

/// Broken: its members are in another top-level class of the file, without a lock.
@Strategy(name = "two-classes", technique = "a list in a class of its own", guarantees = MEMBERSHIP)
public final class TwoClasses<M> implements BroadcastStrategy<M> {
    private final Members<Subscriber<M>> members = new Members<>();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        return members.add(subscriber);
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        return members.remove(subscriber);
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var member : members.copy()) {
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return members.copy();
    }
}

final class Members<E> {
    private List<E> list = List.of();

    boolean add(E element) {
        var copy = new ArrayList<>(list);
        for (var each : copy) if (each == element) return false;
        copy.add(element);
        list = copy;
        return true;
    }

    boolean remove(E element) {
        var copy = new ArrayList<>(list);
        boolean removed = copy.removeIf(each -> each == element);
        list = copy;
        return removed;
    }

    List<E> copy() {
        return new ArrayList<>(list);
    }
}
