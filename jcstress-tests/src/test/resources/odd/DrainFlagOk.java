import static chatlab.strategies.Guarantee.*;

import chatlab.strategies.*;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

/// Correct: a thread that finds the queue idle drains it for all.
@Strategy(
        name = "drainflagok",
        technique = "a stranger",
        guarantees = {MEMBERSHIP, DELIVERY, SNAPSHOT, SENDER_ORDER, TOTAL_ORDER, FAILURE_ISOLATION})
public final class DrainFlagOk<M> implements BroadcastStrategy<M> {
    private final CopyOnWriteArrayList<Subscriber<M>> members = new CopyOnWriteArrayList<>();

    private final Queue<Post<M>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean draining = new AtomicBoolean();

    @Override
    public boolean join(Subscriber<M> s) {
        return members.addIfAbsent(s);
    }

    @Override
    public boolean leave(Subscriber<M> s) {
        return members.remove(s);
    }

    @Override
    public int broadcast(M m, Subscriber<M> from) {
        var post = new Post<>(m, from, members);
        queue.add(post);
        drain();
        try {
            post.done.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return post.taken;
    }

    private void drain() {
        while (!queue.isEmpty() && draining.compareAndSet(false, true)) {
            try {
                for (Post<M> p; (p = queue.poll()) != null; ) p.run();
            } finally {
                draining.set(false);
            }
        }
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}

/** one message on its way */
class Post<M> {
    final M message;
    final Subscriber<M> from;
    final List<Subscriber<M>> to;
    final CountDownLatch done = new CountDownLatch(1);
    int taken;

    Post(M message, Subscriber<M> from, List<Subscriber<M>> to) {
        this.message = message;
        this.from = from;
        this.to = to;
    }

    void run() {
        for (var s : to) if (s != from && Delivery.attempt(s, message)) taken++;
        done.countDown();
    }
}
