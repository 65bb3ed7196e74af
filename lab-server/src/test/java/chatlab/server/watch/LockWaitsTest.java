package chatlab.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

@Timeout(60)
class LockWaitsTest {
    private static final long WAIT = TimeUnit.MILLISECONDS.toNanos(50);

    @Test
    void waitsForAMonitorAreCounted() throws Exception {
        var monitor = new Object();
        try (var waits = new LockWaits()) {
            Thread other;
            synchronized (monitor) {
                other =
                        Thread.ofPlatform()
                                .start(() -> {
                                    synchronized (monitor) {
                                        Thread.onSpinWait();
                                    }
                                });
                holdAgainst(other, Thread.State.BLOCKED);
            }
            other.join();

            assertThat(seen(waits)).isGreaterThanOrEqualTo(WAIT);
        }
    }

    @Test
    void waitsForALockAreCounted() throws Exception {
        Lock lock = new ReentrantLock();
        try (var waits = new LockWaits()) {
            Thread other;
            lock.lock();
            try {
                other = Thread.ofPlatform().start(() -> lockAndUnlock(lock));
                holdAgainst(other, Thread.State.WAITING);
            } finally {
                lock.unlock();
            }
            other.join();

            assertThat(seen(waits)).isGreaterThanOrEqualTo(WAIT);
        }
    }

    private static void lockAndUnlock(Lock lock) {
        lock.lock();
        try {
            Thread.onSpinWait();
        } finally {
            lock.unlock();
        }
    }

    /// Returns when the other thread has waited long enough.
    private static void holdAgainst(Thread other, Thread.State state) {
        while (other.getState() != state) Thread.onSpinWait();
        long began = System.nanoTime();
        while (System.nanoTime() - began < WAIT) Thread.onSpinWait();
    }

    /// Events come late.
    private static long seen(LockWaits waits) {
        while (waits.nanos() < WAIT) Thread.onSpinWait();
        return waits.nanos();
    }
}
