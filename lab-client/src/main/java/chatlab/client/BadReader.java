package chatlab.client;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A client who does not read what a channel has for it, or reads it slowly.
final class BadReader {
    private static final int AVERAGE_LINE = 300;
    private static final int MOST_LINES = 100_000;

    private final Stranger stranger;
    private final int bytesPerSecond;
    private final CountDownLatch enough = new CountDownLatch(1);
    private final Thread thread;

    /// What became of it.
    enum End {
        /// The server has ended its connection.
        ENDED,
        /// It was told that it has lost messages.
        TOLD,
        NEITHER
    }

    /// @param bytesPerSecond about how much it reads; 0: nothing
    BadReader(Stranger stranger, int bytesPerSecond) {
        this.stranger = stranger;
        this.bytesPerSecond = bytesPerSecond;
        thread = Thread.ofVirtual().name("bad reader").start(this::readSlowly);
    }

    private void readSlowly() {
        if (bytesPerSecond == 0) {
            return;
        }
        long pause = TimeUnit.SECONDS.toMillis(1) * AVERAGE_LINE / bytesPerSecond;
        try {
            while (!enough.await(pause, TimeUnit.MILLISECONDS)) {
                if (stranger.lineOrEnd() == null) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Reads what there is after all, and closes the connection.
    End close() throws InterruptedException {
        enough.countDown();
        thread.join();
        try (stranger) {
            stranger.send("PING the-end");
            for (int i = 0; i < MOST_LINES; i++) {
                var line = stranger.lineOrEnd();
                if (line == null) {
                    return End.ENDED;
                }
                if (line.contains("You have lost")) {
                    return End.TOLD;
                }
                if (line.endsWith("the-end")) {
                    return End.NEITHER;
                }
            }
            return End.NEITHER;
        } catch (java.io.IOException _) {
            return End.ENDED;
        }
    }
}
