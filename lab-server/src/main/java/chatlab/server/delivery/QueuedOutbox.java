package chatlab.server.delivery;

import chatlab.server.config.ServerConfig;
import chatlab.server.watch.Stats;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A [Backlog], and the task of the writer thread that empties it.
///
/// The delivering thread appends to the backlog and returns; it never waits for a socket. When the
/// backlog is half full, the thread that reads the sender waits in `awaitRoom` before it reads
/// more: back-pressure, which reaches the sender through its own socket. The writer takes all that
/// waits and writes it at once, so the busier a session is, the fewer writes a message costs.
///
/// Two queues change places: while the writer sends one, the other fills. A message allocates
/// nothing.
///
/// The writer parks while nothing waits, and is unparked. It does not wait for the monitor's
/// `notify`: the JDK hands a notified virtual thread to yet another thread, which schedules it, and
/// that costs more than the write.
public final class QueuedOutbox implements Outbox, Runnable {
    /// The most bytes of one write.
    private static final int MAX_WRITE = 64 * 1024;

    private final Socket socket;

    /// The connection under the socket; the socket itself where there is no TLS. It can be closed
    /// while a writer is stuck.
    private final Closeable line;

    private final Duration window;
    private final Stats stats;
    private final Crowding crowding;

    private final long catchUpNanos;

    /// Guarded by the monitor, as are the writer and the three flags.
    private final Backlog backlog;

    /// Null until it runs.
    private @Nullable Thread writer;

    /// The backlog is more than half full.
    private boolean crowded;

    /// Nothing more comes in; what waits is still sent.
    private boolean finishing;

    /// Nothing more is sent.
    private boolean closed;

    /// When the writer began the write that it is in, as of [System#nanoTime]; 0 between two
    /// writes. Written by the writer alone. Volatile, so that those who wait see how long it takes.
    private volatile long writeBegan;

    /// Written under the monitor; volatile because sessions read it without.
    private volatile String reason = "";

    public QueuedOutbox(
            Socket socket, Closeable line, ServerConfig config, Stats stats, Crowding crowding) {
        this.socket = socket;
        this.line = line;
        this.stats = stats;
        this.crowding = crowding;
        window = config.batchWindow();
        backlog = new Backlog(config, stats);
        catchUpNanos = config.catchUp().toNanos();
    }

    @Override
    public synchronized boolean offer(EncodedMessage message) {
        if (finishing || closed) return false;
        if (!backlog.hasRoom(message)) {
            backlog.overflow().ifPresent(this::abort);
            return false;
        }
        append(message);
        return true;
    }

    @Override
    public synchronized boolean put(EncodedMessage message) throws InterruptedException {
        while (!backlog.hasRoom(message) && !finishing && !closed) wait();
        if (finishing || closed) return false;
        append(message);
        return true;
    }

    private void append(EncodedMessage message) {
        boolean writerSleeps = backlog.isEmpty();
        backlog.add(message);
        if (!crowded && backlog.isHalfFull()) {
            crowded = true;
            crowding.began();
        }
        if (writerSleeps) LockSupport.unpark(writer);
    }

    @Override
    public synchronized void awaitRoom() throws InterruptedException {
        while (crowded) {
            long began = writeBegan;
            long left = catchUpNanos - (began == 0 ? 0 : System.nanoTime() - began);
            if (left <= 0) return; // the client does not read
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /// Lets those go on who wait because the backlog is more than half full.
    private void endCrowd() {
        if (!crowded) return;
        crowded = false;
        crowding.ended();
    }

    @Override
    public synchronized void finish(String why) {
        if (reason.isEmpty()) reason = why;
        finishing = true;
        LockSupport.unpark(writer);
        notifyAll();
    }

    @Override
    public synchronized void abort(String why) {
        if (closed) return;
        if (reason.isEmpty()) reason = why;
        closed = true;
        endCrowd();
        backlog.clear();
        LockSupport.unpark(writer);
        notifyAll();
        Sockets.close(line);
    }

    /// Waits until what waits has been sent. A client that does not read it in time is cut off.
    public synchronized void awaitEnd(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!closed) {
            long left = deadline - System.nanoTime();
            if (left <= 0) abort("");
            else TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    @Override
    public String reason() {
        return reason;
    }

    /// The writer's task, from the session's first message to its last.
    @Override
    public void run() {
        begin();
        var batch = new ArrayDeque<EncodedMessage>();
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
            Sockets.close(socket); // all is written; TLS can say goodbye
            abort("");
        } catch (IOException e) {
            abort("Write error: " + e.getMessage());
        } catch (InterruptedException _) {
            abort("Server shutting down");
        }
    }

    private void write(Batch bytes) throws IOException {
        writeBegan = System.nanoTime() | 1; // never 0
        bytes.writeTo(socket.getOutputStream());
        writeBegan = 0;
        stats.wrote();
    }

    /// Waits for a message, then for the batch window, and takes all that waits.
    ///
    /// @return the messages; empty if none will come any more
    private ArrayDeque<EncodedMessage> take(ArrayDeque<EncodedMessage> empty)
            throws InterruptedException {
        awaitMessage();
        if (!window.isZero()) Thread.sleep(window);
        return takeAll(empty);
    }

    private synchronized void begin() {
        writer = Thread.currentThread();
    }

    private void awaitMessage() throws InterruptedException {
        while (isIdle()) {
            LockSupport.park(this);
            if (Thread.interrupted()) throw new InterruptedException();
        }
    }

    private synchronized boolean isIdle() {
        return backlog.isEmpty() && !finishing && !closed;
    }

    private synchronized ArrayDeque<EncodedMessage> takeAll(ArrayDeque<EncodedMessage> empty) {
        if (closed) return empty;
        backlog.measure();
        endCrowd();
        notifyAll(); // somebody may wait for room
        return backlog.takeAll(empty);
    }
}
