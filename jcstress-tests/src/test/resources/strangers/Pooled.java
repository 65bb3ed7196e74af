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
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;

/// Correct: a thread pool delivers, while the sender waits for it under a fair lock.
@Strategy(
        name = "pooled",
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
public final class Pooled<M> implements BroadcastStrategy<M> {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Set<Subscriber<M>> members = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ExecutorService pool =
            Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());

    @Override
    public boolean join(Subscriber<M> subscriber) {
        lock.lock();
        try {
            return members.add(subscriber);
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
        lock.lock();
        try {
            var tasks = new ArrayList<Callable<Boolean>>();
            for (var m : members) if (m != sender) tasks.add(() -> Delivery.attempt(m, message));
            int taken = 0;
            for (var f : pool.invokeAll(tasks)) if (f.get()) taken++;
            return taken;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
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
