package chatlab.bench.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Handles Ctrl-C: it stops the measurement, and the finished results are kept.
///
/// While this is open, the JVM's shutdown waits until it is closed, for half a minute at most.
public final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook =
            Thread.ofPlatform().name("interruption").unstarted(this::stopAndWait);

    /// Volatile: the shutdown hook sets it, the measuring thread reads it.
    private volatile boolean stopped;

    private Interruption() {}

    /// Registers for Ctrl-C.
    public static Interruption listen() {
        var interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /// One that Ctrl-C does not reach; for tests.
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
                // Ctrl-C has just been pressed; the hook finds the latch open.
            }
        }
    }

    /// Stops the run and kills its child processes. Ctrl-C in a terminal interrupts them too, but
    /// `kill PID` reaches only the lab.
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
