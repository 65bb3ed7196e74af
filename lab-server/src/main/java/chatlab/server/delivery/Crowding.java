package chatlab.server.delivery;

import java.util.concurrent.atomic.AtomicInteger;

/// How many outboxes of a server are more than half full. Whoever sends looks for them only if
/// there are any. Thread-safe.
public final class Crowding {
    private final AtomicInteger outboxes = new AtomicInteger();

    public boolean any() {
        return outboxes.get() > 0;
    }

    void began() {
        outboxes.incrementAndGet();
    }

    void ended() {
        outboxes.decrementAndGet();
    }
}
