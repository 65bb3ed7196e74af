import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Guarantee;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Correct: a list behind an explicit lock.
@Strategy(name = "one-lock", technique = "ReentrantLock", guarantees = Guarantee.MEMBERSHIP)
public final class OneLock<M> implements BroadcastStrategy<M> {
    private final List<Subscriber<M>> members = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        lock.lock();
        try {
            return !members.contains(subscriber) && members.add(subscriber);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        lock.lock();
        try {
            return members.remove(subscriber);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var member : subscribers()) {
            if (member != sender && member.deliver(message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        lock.lock();
        try {
            return new ArrayList<>(members);
        } finally {
            lock.unlock();
        }
    }
}
