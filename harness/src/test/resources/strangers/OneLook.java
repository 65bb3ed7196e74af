import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.MEMBERSHIP;

import chatlab.strategies.*;

import java.util.ArrayList;
import java.util.List;

/// Broken: a reader that is woken does not look again whether a writer has come first.
@Strategy(
        name = "one-look",
        technique = "a read-write lock made of a monitor",
        guarantees = {MEMBERSHIP, DELIVERY})
public final class OneLook<M> implements BroadcastStrategy<M> {
    private final List<Subscriber<M>> members = new ArrayList<>();
    private int readers;
    private boolean isWritten;

    private synchronized void beginRead() {
        try {
            if (isWritten) wait();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        readers++;
    }

    private synchronized void endRead() {
        readers--;
        notifyAll();
    }

    private synchronized void beginWrite() {
        try {
            while (isWritten || readers > 0) wait();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        isWritten = true;
    }

    private synchronized void endWrite() {
        isWritten = false;
        notifyAll();
    }

    @Override
    public boolean join(Subscriber<M> subscriber) {
        beginWrite();
        try {
            for (var member : members) if (member == subscriber) return false;
            return members.add(subscriber);
        } finally {
            endWrite();
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        beginWrite();
        try {
            return members.removeIf(member -> member == subscriber);
        } finally {
            endWrite();
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        beginRead();
        try {
            int taken = 0;
            for (var member : members) {
                if (member != sender && Delivery.attempt(member, message)) taken++;
            }
            return taken;
        } finally {
            endRead();
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        beginRead();
        try {
            return new ArrayList<>(members);
        } finally {
            endRead();
        }
    }
}
