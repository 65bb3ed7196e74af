import static chatlab.strategies.Guarantee.*;

import chatlab.strategies.*;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

/// Correct: it asks for its lock with a time limit, again and again.
@Strategy(
        name = "asks-again",
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
public final class AsksAgain<M> implements BroadcastStrategy<M> {
    private final ArrayList<Subscriber<M>> members = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();

    private void lock() {
        boolean held = false;
        while (!held) {
            try {
                held = lock.tryLock(1, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public boolean join(Subscriber<M> s) {
        lock();
        try {
            return !members.contains(s) && members.add(s);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean leave(Subscriber<M> s) {
        lock();
        try {
            return members.remove(s);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int broadcast(M m, Subscriber<M> from) {
        lock();
        try {
            int n = 0;
            for (var s : List.copyOf(members)) if (s != from && Delivery.attempt(s, m)) n++;
            return n;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        lock();
        try {
            return new ArrayList<>(members);
        } finally {
            lock.unlock();
        }
    }
}
