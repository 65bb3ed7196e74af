package chatlab.client.faults;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A member of a channel that does not read its messages, or reads them slowly.
final class BadReader {
    private static final int AVERAGE_LINE = 300;
    private static final int MOST_LINES = 100_000;

    private final RawClient client;
    private final int bytesPerSecond;
    private final CountDownLatch enough = new CountDownLatch(1);
    private final Thread thread;

    /// How the server treated it.
    enum End {
        /// The server ended its connection.
        ENDED,
        /// The server told it that it has lost messages.
        TOLD,
        NEITHER
    }

    /// @param bytesPerSecond roughly how much it reads; 0: nothing
    BadReader(RawClient client, int bytesPerSecond) {
        this.client = client;
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
                if (client.lineOrEnd() == null) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Reads everything that is left, and closes the connection.
    End close() throws InterruptedException {
        enough.countDown();
        thread.join();
        try (client) {
            client.send("PING the-end");
            for (int i = 0; i < MOST_LINES; i++) {
                var line = client.lineOrEnd();
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
        } catch (IOException _) {
            return End.ENDED;
        }
    }
}
