package chatlab.bench.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C, which ends the measuring and lets what is finished be kept.
///
/// While this is open, the end of the JVM waits until it is closed, for half a minute at most.
public final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook =
            Thread.ofPlatform().name("interruption").unstarted(this::stopAndWait);

    /// Volatile: set by the hook, read by whoever measures.
    private volatile boolean stopped;

    private Interruption() {}

    /// Begins to listen.
    public static Interruption listen() {
        var interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /// One that never comes.
    static Interruption none() {
        return new Interruption();
    }

    public boolean isStopped() {
        return stopped;
    }

    @Override
    public void close() {
        closed.countDown();
        if (!stopped) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                // It has just been pressed, and finds the latch open.
            }
        }
    }

    /// Ends what is running. A terminal interrupts the fork as well; whoever ends the lab by its
    /// number does not.
    void stop() {
        stopped = true;
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    }

    private void stopAndWait() {
        stop();
        try {
            closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
