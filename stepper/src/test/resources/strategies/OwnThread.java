import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Delivery;
import chatlab.strategies.Guarantee;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/// Correct: one thread of its own, a virtual one, does everything.
@Strategy(name = "own-thread", technique = "owner thread", guarantees = Guarantee.MEMBERSHIP)
public final class OwnThread<M> implements BroadcastStrategy<M> {
    private final List<Subscriber<M>> members = new ArrayList<>();
    private final LinkedBlockingQueue<FutureTask<?>> questions = new LinkedBlockingQueue<>();

    public OwnThread() {
        Thread.ofVirtual().name("owner").start(this::serve);
    }

    private void serve() {
        try {
            while (true) questions.take().run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T ask(Callable<T> question) {
        var asked = new FutureTask<>(question);
        questions.add(asked);
        try {
            return asked.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean join(Subscriber<M> subscriber) {
        return ask(() -> !members.contains(subscriber) && members.add(subscriber));
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        return ask(() -> members.remove(subscriber));
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        return ask(() -> {
            int taken = 0;
            for (var member : members) {
                if (member != sender && Delivery.attempt(member, message)) taken++;
            }
            return taken;
        });
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return ask(() -> new ArrayList<>(members));
    }
}
