import static chatlab.strategies.Guarantee.*;

import chatlab.strategies.*;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

/// Correct: a hand-written read-write lock.
@Strategy(
        name = "whilelock",
        technique = "a stranger",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            QUIET_LEAVE,
            SENDER_ORDER,
            FAILURE_ISOLATION,
            CONCURRENT_BROADCAST
        })
public final class WhileLock<M> implements BroadcastStrategy<M> {
    private final List<Subscriber<M>> members = new ArrayList<>();

    private int readers, writers;

    private synchronized void lockRead() {
        try {
            while (writers > 0) wait();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        readers++;
    }

    private synchronized void unlockRead() {
        readers--;
        notifyAll();
    }

    private synchronized void lockWrite() {
        try {
            while (readers > 0 || writers > 0) wait();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        writers++;
    }

    private synchronized void unlockWrite() {
        writers--;
        notifyAll();
    }

    @Override
    public boolean join(Subscriber<M> s) {
        lockWrite();
        try {
            return !members.contains(s) && members.add(s);
        } finally {
            unlockWrite();
        }
    }

    @Override
    public boolean leave(Subscriber<M> s) {
        lockWrite();
        try {
            return members.remove(s);
        } finally {
            unlockWrite();
        }
    }

    @Override
    public int broadcast(M m, Subscriber<M> from) {
        lockRead();
        try {
            int n = 0;
            for (var s : members) if (s != from && Delivery.attempt(s, m)) n++;
            return n;
        } finally {
            unlockRead();
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        lockRead();
        try {
            return new ArrayList<>(members);
        } finally {
            unlockRead();
        }
    }
}
