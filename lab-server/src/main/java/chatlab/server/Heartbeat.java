package chatlab.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The thread that looks after silent clients: it pings them, and ends those who do not answer or
/// do not register.
///
/// A client whose machine has vanished sends nothing, not even the end of its connection; without
/// this its session would stay for ever.
final class Heartbeat implements Runnable {
    private final Network network;
    private final long intervalMillis;

    /// Opened to end the thread.
    private final CountDownLatch stopped = new CountDownLatch(1);

    private final Thread thread = Thread.ofPlatform().name("heartbeat").daemon().unstarted(this);

    Heartbeat(Network network) {
        this.network = network;
        var limits = network.config().limits();
        var shortest = shorter(limits.registration(), shorter(limits.silence(), limits.patience()));
        intervalMillis = Math.clamp(shortest.toMillis() / 4, 1, 1_000);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (!stopped.await(intervalMillis, TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                for (var session : network.connected()) session.check(now);
            }
        } catch (InterruptedException _) {
            // Nobody else knows this thread: it is to end, and does.
        }
    }

    void stop() {
        stopped.countDown();
        thread.interrupt();
    }
}
