import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/// Correct: a leave waits until all broadcasts that began before it have ended, as in RCU.
@Strategy(
        name = "grace-period",
        technique = "a stranger to the race tests",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            QUIET_LEAVE,
            SENDER_ORDER,
            FAILURE_ISOLATION,
            CONCURRENT_BROADCAST
        })
public final class GracePeriod<M> implements BroadcastStrategy<M> {
    private volatile List<Subscriber<M>> members = List.of();
    private final Queue<CountDownLatch> running = new ConcurrentLinkedQueue<>();

    @Override
    public synchronized boolean join(Subscriber<M> subscriber) {
        for (var m : members) if (m == subscriber) return false;
        var copy = new ArrayList<>(members);
        copy.add(subscriber);
        members = copy;
        return true;
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        synchronized (this) {
            var copy = new ArrayList<>(members);
            if (!copy.removeIf(m -> m == subscriber)) return false;
            members = copy;
        }
        boolean interrupted = false;
        for (var latch : running)
            while (true) {
                try {
                    latch.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        if (interrupted) Thread.currentThread().interrupt();
        return true;
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        var latch = new CountDownLatch(1);
        running.add(latch);
        try {
            int taken = 0;
            for (var member : members)
                if (member != sender && Delivery.attempt(member, message)) taken++;
            return taken;

        } finally {
            running.remove(latch);
            latch.countDown();
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
