import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Guarantee;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Correct: whoever waits for the lock waits actively, within one line.
@Strategy(name = "spin-lock", technique = "compare-and-set", guarantees = Guarantee.MEMBERSHIP)
public final class SpinLock<M> implements BroadcastStrategy<M> {
    private final List<Subscriber<M>> members = new ArrayList<>();
    private final AtomicBoolean isBusy = new AtomicBoolean();

    private void lock() {
        while (!isBusy.compareAndSet(false, true)) Thread.onSpinWait();
    }

    private void unlock() {
        isBusy.set(false);
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
            for (var member : members) {
                if (member != sender && Delivery.attempt(member, message)) taken++;
            }
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
