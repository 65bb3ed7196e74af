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

/// Correct: one extra thread does everything, one after another, and the callers wait.
@Strategy(
        name = "one-thread",
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
public final class OneThread<M> implements BroadcastStrategy<M> {
    private final ExecutorService owner =
            Executors.newSingleThreadExecutor(task -> {
                var t = new Thread(task, "owner");
                t.setDaemon(true);
                return t;
            });
    private final Set<Subscriber<M>> members = Collections.newSetFromMap(new IdentityHashMap<>());

    private <T> T ask(Callable<T> question) {
        var future = owner.submit(question);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean join(Subscriber<M> subscriber) {
        return ask(() -> members.add(subscriber));
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        return ask(() -> members.remove(subscriber));
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        return ask(() -> {
            int taken = 0;
            for (var member : members)
                if (member != sender && Delivery.attempt(member, message)) taken++;
            return taken;
        });
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return ask(() -> new ArrayList<>(members));
    }
}
