package chatlab.server.delivery;

import chatlab.protocol.Message;
import chatlab.server.config.OverflowPolicy;
import chatlab.server.config.ServerConfig;
import chatlab.server.watch.Stats;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;

/// The messages that wait for one client, oldest first; bounded in number and in bytes. Guarded by
/// the monitor of the outbox that owns it.
final class Backlog {
    private final int capacity;
    private final int capacityBytes;
    private final OverflowPolicy overflow;
    private final Stats stats;

    /// Small at first: there are many clients for which nothing waits.
    private ArrayDeque<EncodedMessage> waiting = new ArrayDeque<>(1);

    /// How many bytes wait.
    private int bytes;

    /// How many bytes of the first message are sent.
    private int sent;

    /// How many messages were dropped since the client was last told.
    private long lost;

    Backlog(ServerConfig config, Stats stats) {
        capacity = config.outbox();
        capacityBytes = config.outboxBytes();
        overflow = config.overflow();
        this.stats = stats;
    }

    boolean hasRoom(EncodedMessage message) {
        return waiting.size() < capacity && bytes + message.length() <= capacityBytes;
    }

    /// Whether more waits than the bounds allow.
    boolean isOverfull() {
        return waiting.size() > capacity || bytes > capacityBytes;
    }

    boolean isHalfFull() {
        return 2 * waiting.size() > capacity || 2L * bytes > capacityBytes;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Appends a message, whether there is room or not. If messages were lost before it, the client
    /// reads that first.
    void add(EncodedMessage message) {
        addLossNotice();
        append(message);
    }

    /// Tells the client how many messages are lost, if any are. The notice has no source, so it is
    /// the server's.
    void addLossNotice() {
        if (lost == 0) return;
        var text = "You have lost " + lost + " messages here: your outbox was full";
        lost = 0;
        append(new EncodedMessage(Message.of("NOTICE", "*", text)));
    }

    private void append(EncodedMessage message) {
        waiting.addLast(message);
        bytes += message.length();
    }

    /// Applies the overflow policy to a message for which there is no room.
    ///
    /// @return why the connection must be aborted; empty if the message is dropped
    Optional<String> overflow() {
        stats.overflowed(capacity);
        return switch (overflow) {
            case DISCONNECT ->
                    Optional.of(
                            "Outbox full (%d messages, %d bytes)".formatted(waiting.size(), bytes));
            case DROP -> {
                lost++;
                yield Optional.empty();
            }
        };
    }

    /// Whether it makes sense to try a socket that was full for one more message. A client that
    /// does not read must not cost a system call for each message that it loses.
    boolean isWorthAnotherWrite() {
        return overflow == OverflowPolicy.DISCONNECT || lost % 256 == 0;
    }

    /// Takes all messages and leaves `empty` in their place.
    ArrayDeque<EncodedMessage> takeAll(ArrayDeque<EncodedMessage> empty) {
        addLossNotice();
        var taken = waiting;
        waiting = empty;
        bytes = 0;
        return taken;
    }

    /// Copies the first bytes into a buffer, as many as fit.
    void copyTo(ByteBuffer buffer) {
        int skip = sent;
        for (var message : waiting) {
            int length = Math.min(message.length() - skip, buffer.remaining());
            buffer.put(message.bytes(), skip, length);
            skip = 0;
            if (!buffer.hasRemaining()) return;
        }
    }

    /// Removes the first bytes, which have been sent.
    void remove(int count) {
        bytes -= count;
        sent += count;
        while (!waiting.isEmpty() && sent >= waiting.getFirst().length()) {
            sent -= waiting.removeFirst().length();
        }
    }

    void clear() {
        waiting.clear();
        bytes = 0;
        sent = 0;
    }

    /// Counts how many messages wait.
    void measure() {
        stats.waiting(waiting.size());
    }
}
