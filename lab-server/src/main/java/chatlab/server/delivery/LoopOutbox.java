package chatlab.server.delivery;

import chatlab.server.config.ServerConfig;
import chatlab.server.watch.Stats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// A [Backlog] for one client of the selector loop: it fills during a turn, and the loop writes it
/// at the end of the turn.
///
/// Nearly all calls come from the loop's thread. The monitor is for strategies that deliver on a
/// thread of their own and for a server that is closed from outside; threads hardly ever wait for
/// it.
public final class LoopOutbox implements Outbox {

    /// The loop, as its outboxes see it. All methods but `output` are thread-safe.
    public interface Loop {
        /// Asks the loop to flush an outbox at the end of the turn. An outbox calls this once until
        /// it has been flushed.
        void markDirty(LoopOutbox outbox);

        /// Asks the loop to close a connection, because its outbox will write no more.
        void markClosed(SocketChannel channel);

        boolean isCurrentThread();

        /// A buffer to write from; for the loop's thread only.
        ByteBuffer output();
    }

    private final Loop loop;
    private final SocketChannel channel;
    private final Wire wire;
    private final Stats stats;

    /// Guarded by the monitor, as are the four flags.
    private final Backlog backlog;

    /// Whether the loop knows that it must flush this outbox.
    private boolean dirty;

    /// Whether the wire took less than it was given last time.
    private boolean blocked;

    private boolean finishing;
    private boolean closed;

    /// Written under the monitor; volatile because sessions read it without.
    private volatile String reason = "";

    public LoopOutbox(
            Loop loop, SocketChannel channel, Wire wire, ServerConfig config, Stats stats) {
        this.loop = loop;
        this.channel = channel;
        this.wire = wire;
        this.stats = stats;
        backlog = new Backlog(config, stats);
    }

    /// When there is no room, this first tries the socket: a turn can be long, and the client may
    /// have read meanwhile.
    @Override
    public synchronized boolean offer(EncodedMessage message) {
        if (finishing || closed) return false;
        if (!backlog.hasRoom(message) && loop.isCurrentThread() && isWorthAWrite()) flush();
        if (closed) return false;
        if (!backlog.hasRoom(message)) {
            backlog.overflow().ifPresent(this::abort);
            return false;
        }
        append(message);
        return true;
    }

    private boolean isWorthAWrite() {
        return !blocked || backlog.isWorthAnotherWrite();
    }

    @Override
    public synchronized boolean put(EncodedMessage message) {
        if (finishing || closed) return false;
        append(message);
        return true;
    }

    private void append(EncodedMessage message) {
        backlog.add(message);
        markDirty();
    }

    private void markDirty() {
        if (dirty) return;
        dirty = true;
        loop.markDirty(this);
    }

    /// Whether so much waits that the loop should read no more from this client.
    public synchronized boolean isOverfull() {
        return backlog.isOverfull();
    }

    public SocketChannel channel() {
        return channel;
    }

    @Override
    public synchronized void finish(String why) {
        if (reason.isEmpty()) reason = why;
        finishing = true;
        markDirty();
    }

    @Override
    public synchronized void abort(String why) {
        if (reason.isEmpty()) reason = why;
        close();
    }

    @Override
    public String reason() {
        return reason;
    }

    /// Writes what waits, as much as the wire takes. For the loop's thread only.
    ///
    /// @return false if something still waits
    public synchronized boolean flush() {
        backlog.measure();
        var buffer = loop.output();
        try {
            while (hasMore() && !closed) {
                backlog.copyTo(buffer.clear());
                int length = buffer.flip().remaining();
                int taken = wire.write(buffer);
                stats.wrote();
                backlog.remove(taken);
                blocked = taken < length;
                if (blocked) return false;
            }
            if (!closed && !isDone()) return false;
        } catch (IOException e) {
            abort("Write error: " + e.getMessage());
        }
        dirty = false;
        if (finishing) close();
        return true;
    }

    /// Sends what the wire has taken; at the end of the session also its goodbye.
    private boolean isDone() throws IOException {
        blocked = finishing ? !wire.finish() : !wire.flush();
        return !blocked;
    }

    private boolean hasMore() {
        if (backlog.isEmpty()) backlog.addLossNotice();
        return !backlog.isEmpty();
    }

    private void close() {
        closed = true;
        backlog.clear();
        loop.markClosed(channel);
    }
}
