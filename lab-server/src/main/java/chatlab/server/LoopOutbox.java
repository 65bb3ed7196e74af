package chatlab.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/// What waits for one client of the [SelectorLoop]: appended to during a turn, written at its end.
///
/// The loop's thread does nearly all of it. The monitor is for strategies that deliver on a thread
/// of their own and for a server that is closed from outside; it is hardly ever contended.
final class LoopOutbox implements Outbox {
    private static final int TRIES_ONE_IN = 256;

    private final SelectorLoop loop;
    private final SocketChannel channel;
    private final int capacity;
    private final int capacityBytes;
    private final OverflowPolicy overflow;
    private final Stats stats;

    /// Guarded by the monitor, as is all that follows.
    private final ArrayDeque<EncodedMessage> waiting = new ArrayDeque<>();

    /// How many bytes wait.
    private int waitingBytes;

    /// How many bytes of the first one are written.
    private int written;

    /// Whether the loop has been told that something waits.
    private boolean dirty;

    /// Whether the socket took less than it was given last time.
    private boolean blocked;

    private boolean finishing;
    private boolean closed;

    /// Dropped messages that the client has not been told of.
    private final LostMessages lost = new LostMessages();

    /// Written under the monitor; volatile, since a session reads it without.
    private volatile String reason = "";

    LoopOutbox(SelectorLoop loop, SocketChannel channel, ServerConfig config, Stats stats) {
        this.loop = loop;
        this.channel = channel;
        capacity = config.outbox();
        capacityBytes = config.outboxBytes();
        overflow = config.overflow();
        this.stats = stats;
    }

    @Override
    public synchronized boolean offer(EncodedMessage message) {
        if (finishing || closed) return false;
        if (!hasRoom(message) && loop.isCurrentThread() && isWorthATry()) flush();
        if (closed) return false;
        if (!hasRoom(message)) {
            stats.overflow(capacity);
            switch (overflow) {
                case DISCONNECT ->
                        abort(
                                "Outbox full (%d messages, %d bytes)"
                                        .formatted(waiting.size(), waitingBytes));
                case DROP -> lost.add();
            }
            return false;
        }
        append(message);
        return true;
    }

    /// Never waits, since the loop's thread must not: the loop reads no more from a client whose
    /// answers pile up.
    @Override
    public synchronized boolean put(EncodedMessage message) {
        if (finishing || closed) return false;
        append(message);
        return true;
    }

    /// A turn can be long, and a client quick to read what filled its socket. One that does not
    /// read must not cost a write for each message that it loses.
    private boolean isWorthATry() {
        return !blocked
                || overflow == OverflowPolicy.DISCONNECT
                || lost.count() % TRIES_ONE_IN == 0;
    }

    private boolean hasRoom(EncodedMessage message) {
        return waiting.size() < capacity && waitingBytes + message.length() <= capacityBytes;
    }

    /// What was lost is told before anything that comes after it.
    private void append(EncodedMessage message) {
        if (lost.any()) add(lost.notice());
        add(message);
    }

    private void add(EncodedMessage message) {
        waiting.addLast(message);
        waitingBytes += message.length();
        if (!dirty) {
            dirty = true;
            loop.markDirty(this);
        }
    }

    /// Whether so much waits that nothing more should be read from this client.
    synchronized boolean isCrowded() {
        return waiting.size() > capacity || waitingBytes > capacityBytes;
    }

    @Override
    public synchronized void finish(String why) {
        if (reason.isEmpty()) reason = why;
        finishing = true;
        if (!dirty) {
            dirty = true;
            loop.markDirty(this);
        }
    }

    SocketChannel channel() {
        return channel;
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

    /// Writes what waits, as much as the socket takes. Only the loop calls this, once a turn.
    ///
    /// @return false if the socket is full and something still waits
    synchronized boolean flush() {
        stats.outboxHighWater.accumulate(waiting.size());
        var buffer = loop.output();
        try {
            while (hasMore() && !closed) {
                fill(buffer.clear());
                int length = buffer.flip().remaining();
                int taken = channel.write(buffer);
                stats.writes.increment();
                remove(taken);
                blocked = taken < length;
                if (blocked) return false;
            }
        } catch (IOException e) {
            abort("Write error: " + e.getMessage());
        }
        dirty = false;
        if (finishing) close();
        return true;
    }

    private boolean hasMore() {
        if (waiting.isEmpty() && lost.any()) add(lost.notice());
        return !waiting.isEmpty();
    }

    private void fill(ByteBuffer buffer) {
        int skip = written;
        for (var message : waiting) {
            int length = Math.min(message.length() - skip, buffer.remaining());
            buffer.put(message.bytes(), skip, length);
            skip = 0;
            if (!buffer.hasRemaining()) return;
        }
    }

    private void remove(int bytes) {
        int left = bytes;
        waitingBytes -= bytes;
        while (left > 0) {
            int rest = waiting.getFirst().length() - written;
            if (left < rest) {
                written += left;
                return;
            }
            left -= rest;
            written = 0;
            waiting.removeFirst();
        }
    }

    /// The loop sees the end of the client's input, and ends the session.
    private void close() {
        closed = true;
        waiting.clear();
        waitingBytes = 0;
        loop.markClosed(channel);
    }
}
