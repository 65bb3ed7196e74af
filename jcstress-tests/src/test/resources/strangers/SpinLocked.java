import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.TOTAL_ORDER;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Correct: a spin lock that is held during deliveries.
@Strategy(
        name = "spin-locked",
        technique = "a stranger to the race tests",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            QUIET_LEAVE,
            SENDER_ORDER,
            TOTAL_ORDER,
            FAILURE_ISOLATION
        })
public final class SpinLocked<M> implements BroadcastStrategy<M> {
    private final List<Subscriber<M>> members = new ArrayList<>();
    private final AtomicBoolean held = new AtomicBoolean();

    private void lock() {
        while (!held.compareAndSet(false, true)) Thread.onSpinWait();
    }

    private void unlock() {
        held.set(false);
    }

    @Override
    public boolean join(Subscriber<M> subscriber) {
        lock();
        try {
            return !members.contains(subscriber) && members.add(subscriber);
        } finally {
            unlock();
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        lock();
        try {
            return members.remove(subscriber);
        } finally {
            unlock();
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        lock();
        try {
            int taken = 0;
            for (var m : members) if (m != sender && Delivery.attempt(m, message)) taken++;
            return taken;
        } finally {
            unlock();
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        lock();
        try {
            return new ArrayList<>(members);
        } finally {
            unlock();
        }
    }
}
