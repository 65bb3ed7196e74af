package chatlab.process;

import static chatlab.process.Ended.MOST_OUTPUT;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Reads a stream to its end on a thread of its own, and keeps the beginning.
///
/// A platform thread: a virtual one that waits for a pipe would block its carrier.
final class BoundedReader {
    /// For the end of the stream once the child has ended. A process that the child left behind may
    /// hold the stream open.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final InputStream stream;

    /// What is kept. It locks itself, since two threads use it.
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    private final Thread thread;

    /// Whether there was more than is kept. Volatile: another thread asks.
    private volatile boolean full;

    BoundedReader(InputStream stream, String name) {
        this.stream = stream;
        thread = Thread.ofPlatform().name(name).daemon().start(this::read);
    }

    boolean isFull() {
        return full;
    }

    /// What was read; call it when the child has ended.
    String text() throws InterruptedException {
        thread.join(PATIENCE);
        return kept.toString(StandardCharsets.UTF_8);
    }

    /// What was read until now.
    String soFar() {
        return kept.toString(StandardCharsets.UTF_8);
    }

    private void read() {
        var buffer = new byte[8192];
        try {
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                int room = MOST_OUTPUT - kept.size();
                kept.write(buffer, 0, Math.min(n, room));
                if (n > room) full = true;
            }
        } catch (IOException _) {
            // The child was killed; what it had said until then is kept.
        }
    }
}
