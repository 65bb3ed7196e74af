package chatlab.server.session;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The thread that pings silent clients and disconnects those that do not answer or do not
/// register.
///
/// A client whose machine has vanished sends nothing, not even the end of its connection. Without
/// this thread its session would stay forever.
public final class Heartbeat implements Runnable {
    /// So much time between two checks means that the whole process stood still, as in a debugger
    /// or on a closed laptop. That is not the clients' fault, so their silence counts from now.
    private static final long HELD_UP = TimeUnit.SECONDS.toNanos(4);

    private final Network network;
    private final long intervalMillis;

    /// Opened to end the thread.
    private final CountDownLatch stopped = new CountDownLatch(1);

    private final Thread thread = Thread.ofPlatform().name("heartbeat").daemon().unstarted(this);

    public Heartbeat(Network network) {
        this.network = network;
        var limits = network.config().limits();
        var shortest = shorter(limits.registration(), shorter(limits.silence(), limits.patience()));
        intervalMillis = Math.clamp(shortest.toMillis() / 4, 1, 1_000);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    public void start() {
        thread.start();
    }

    @Override
    public void run() {
        try {
            long before = System.nanoTime();
            while (!stopped.await(intervalMillis, TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                boolean wasHeldUp = now - before > HELD_UP;
                before = now;
                for (var session : network.connected()) {
                    if (wasHeldUp) {
                        session.keepAlive().excuse();
                    } else {
                        session.keepAlive().check(now);
                    }
                }
            }
        } catch (InterruptedException _) {
            // Only `stop` interrupts this thread, to end it.
        }
    }

    public void stop() {
        stopped.countDown();
        thread.interrupt();
    }
}
