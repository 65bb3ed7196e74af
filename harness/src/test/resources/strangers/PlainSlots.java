import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.MEMBERSHIP;

import chatlab.strategies.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Broken: a broadcast reads each slot twice, and the second read may return the older null.
@Strategy(
        name = "plain-slots",
        technique = "a fixed array, written under a lock and read without",
        guarantees = {MEMBERSHIP, DELIVERY})
public final class PlainSlots<M> implements BroadcastStrategy<M> {
    @SuppressWarnings("unchecked")
    private final Subscriber<M>[] slots = (Subscriber<M>[]) new Subscriber<?>[8];

    @Override
    public synchronized boolean join(Subscriber<M> subscriber) {
        for (var slot : slots) if (slot == subscriber) return false;
        int free = 0;
        while (slots[free] != null) free++;
        slots[free] = subscriber;
        return true;
    }

    @Override
    public synchronized boolean leave(Subscriber<M> subscriber) {
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != subscriber) continue;
            slots[i] = null;
            return true;
        }
        return false;
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] == null) continue;
            var member = Objects.requireNonNull(slots[i]);
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    @Override
    public synchronized List<Subscriber<M>> subscribers() {
        var members = new ArrayList<Subscriber<M>>();
        for (var slot : slots) if (slot != null) members.add(slot);
        return members;
    }
}
