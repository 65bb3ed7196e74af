import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Guarantee;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;

/// Correct: a lock made of `wait` and `notify`.
@Strategy(name = "hand-made-lock", technique = "wait, notify", guarantees = Guarantee.MEMBERSHIP)
public final class HandMadeLock<M> implements BroadcastStrategy<M> {
    private final List<Subscriber<M>> members = new ArrayList<>();
    private boolean isBusy;

    private synchronized void lock() {
        while (isBusy) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        isBusy = true;
    }

    private synchronized void unlock() {
        isBusy = false;
        notify();
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
