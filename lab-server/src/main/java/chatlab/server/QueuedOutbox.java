package chatlab.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A bounded queue of messages, and the task of the writer thread that drains it.
///
/// Whoever delivers only appends, and never waits for a socket. The writer takes all that waits in
/// one go and writes it at once, so the busier a session is, the fewer writes a message costs.
///
/// Two lists change places: while the writer sends one, the other fills. Nothing is allocated per
/// message.
final class QueuedOutbox implements Outbox, Runnable {
    /// The most bytes of one write.
    private static final int MAX_WRITE = 64 * 1024;

    private final Socket socket;

    /// The connection under the socket; the socket itself where there is no TLS between. Can be
    /// closed while a writer is stuck.
    private final Closeable line;

    private final int capacity;
    private final int capacityBytes;
    private final OverflowPolicy overflow;
    private final Duration window;
    private final Stats stats;

    /// Waiting messages, oldest first. Guarded by the monitor, as are the two flags.
    private List<EncodedMessage> waiting = new ArrayList<>();

    /// How many bytes wait.
    private int waitingBytes;

    /// Nothing more comes in; what waits is still sent.
    private boolean finishing;

    /// Nothing more is sent.
    private boolean closed;

    /// Dropped messages that the client has not been told of.
    private final LostMessages lost = new LostMessages();

    /// Written under the monitor; volatile, since a session reads it without.
    private volatile String reason = "";

    QueuedOutbox(Socket socket, Closeable line, ServerConfig config, Stats stats) {
        this.socket = socket;
        this.line = line;
        this.stats = stats;
        capacity = config.outbox();
        capacityBytes = config.outboxBytes();
        overflow = config.overflow();
        window = config.batchWindow();
    }

    @Override
    public synchronized boolean offer(EncodedMessage message) {
        if (finishing || closed) return false;
        if (!hasRoom(message)) {
            overflow();
            return false;
        }
        append(message);
        return true;
    }

    @Override
    public synchronized boolean put(EncodedMessage message) throws InterruptedException {
        while (!hasRoom(message) && !finishing && !closed) wait();
        if (finishing || closed) return false;
        append(message);
        return true;
    }

    private boolean hasRoom(EncodedMessage message) {
        return waiting.size() < capacity && waitingBytes + message.length() <= capacityBytes;
    }

    private void append(EncodedMessage message) {
        waiting.add(message);
        waitingBytes += message.length();
        if (waiting.size() == 1) notifyAll(); // the writer waits only while nothing else does
    }

    private void overflow() {
        stats.overflow(capacity);
        switch (overflow) {
            case DISCONNECT ->
                    abort(
                            "Outbox full (%d messages, %d bytes)"
                                    .formatted(waiting.size(), waitingBytes));
            case DROP -> lost.add();
        }
    }

    @Override
    public synchronized void finish(String why) {
        if (reason.isEmpty()) reason = why;
        finishing = true;
        notifyAll();
    }

    @Override
    public synchronized void abort(String why) {
        if (closed) return;
        if (reason.isEmpty()) reason = why;
        closed = true;
        waiting.clear();
        waitingBytes = 0;
        notifyAll();
        Sockets.close(line); // the session's own thread sees the end of its input, and quits
    }

    @Override
    public String reason() {
        return reason;
    }

    /// The writer's life: one thread, from the session's first message to its last.
    @Override
    public void run() {
        List<EncodedMessage> batch = new ArrayList<>();
        var bytes = new Batch(MAX_WRITE);
        try {
            for (batch = take(batch); !batch.isEmpty(); batch = take(batch)) {
                for (var message : batch) {
                    if (!bytes.fits(message)) write(bytes);
                    bytes.add(message);
                }
                write(bytes);
                batch.clear();
            }
            Sockets.close(socket); // all is written: under TLS, says so
            abort("");
        } catch (IOException e) {
            abort("Write error: " + e.getMessage());
        } catch (InterruptedException _) {
            abort("Server shutting down");
        }
    }

    private void write(Batch bytes) throws IOException {
        bytes.writeTo(socket.getOutputStream());
        stats.writes.increment();
    }

    /// Waits for messages, and for more to come within the window, and takes all of them, leaving
    /// `empty` in their place.
    ///
    /// @return the messages; none if none will ever come
    private List<EncodedMessage> take(List<EncodedMessage> empty) throws InterruptedException {
        awaitMessage();
        if (!window.isZero()) Thread.sleep(window);
        return takeAll(empty);
    }

    private synchronized void awaitMessage() throws InterruptedException {
        while (waiting.isEmpty() && !finishing && !closed) wait();
    }

    private synchronized List<EncodedMessage> takeAll(List<EncodedMessage> empty) {
        if (closed) return List.of();
        stats.outboxHighWater.accumulate(waiting.size()); // it only grows between two takes
        notifyAll(); // the reader may wait for room
        if (lost.any()) waiting.add(lost.notice());
        var taken = waiting;
        waiting = empty;
        waitingBytes = 0;
        return taken;
    }
}
