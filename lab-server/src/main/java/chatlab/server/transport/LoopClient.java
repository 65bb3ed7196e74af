package chatlab.server.transport;

import chatlab.protocol.LineDecoder;
import chatlab.protocol.LineDecoder.Line;
import chatlab.server.command.Commands;
import chatlab.server.delivery.LoopOutbox;
import chatlab.server.delivery.Wire;
import chatlab.server.limits.TokenBucket;
import chatlab.server.session.Session;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/// One client of the [SelectorLoop]; attached to the client's key, and confined to the loop's
/// thread.
final class LoopClient {
    private final Session session;
    private final Wire wire;
    private final LoopOutbox outbox;
    private final SelectionKey key;

    /// The clients that the loop must resume later.
    private final Set<LoopClient> paused;

    /// Runs a task on the loop's thread.
    private final Executor loop;

    private final LineDecoder decoder = new LineDecoder();
    private final Optional<TokenBucket> bucket;
    private boolean ended;

    /// Whether messages wait because the wire was not ready for them.
    private boolean unwritten;

    /// Whether the client sends more while its answers pile up. It is not read until they are gone.
    private boolean backlogged;

    /// Whether another thread handles a line of this client. Until it has, nobody else uses the
    /// session.
    private boolean busy;

    /// Why the session must end when that thread is done; empty if it need not.
    private String endsWith = "";

    /// A line that came too early, and the time at which it may be handled.
    private @Nullable Line held;

    private long resumeAt;

    LoopClient(
            Session session,
            Wire wire,
            LoopOutbox outbox,
            SelectionKey key,
            Set<LoopClient> paused,
            Executor loop) {
        this.session = session;
        this.wire = wire;
        this.outbox = outbox;
        this.key = key;
        this.paused = paused;
        this.loop = loop;
        bucket = session.bucket();
    }

    long resumeAt() {
        return resumeAt;
    }

    void read(ByteBuffer input) {
        boolean open;
        try {
            open = wire.read(input.clear());
        } catch (IOException e) {
            end("Read error: " + e.getMessage());
            return;
        }
        if (input.flip().hasRemaining()) session.keepAlive().heard();
        decoder.feed(input);
        if (!open) decoder.end();
        handleLines();
        if (!open) end("Connection closed");
        flushIfReady();
    }

    /// Continues with a client that was paused; cuts one off that has not read its last lines.
    void resume() {
        if (ended) outbox.abort("");
        else if (key.isValid()) handleLines();
    }

    /// Handles the lines that have come. A client that sends too fast, or that does not read its
    /// answers, is paused.
    private void handleLines() {
        if (ended || busy) return;
        if (held != null) {
            var line = held;
            held = null;
            handle(line);
        }
        backlogged = outbox.isOverfull();
        while (!backlogged && !busy && session.quitReason().isEmpty()) {
            var line = decoder.next();
            if (line == null) break;
            long wait = bucket.map(bucket -> bucket.take(System.nanoTime())).orElse(0L);
            if (wait > 0) {
                held = line;
                pause(wait);
                break;
            }
            handle(line);
            backlogged = outbox.isOverfull();
        }
        if (!busy) session.quitReason().ifPresent(this::end);
        listen();
    }

    /// Handles a line. One that may hold a password gets a thread of its own, because a check takes
    /// long; the client is not read until it is done.
    private void handle(Line line) {
        if (!session.login().isBegun()) {
            Commands.handle(session, line);
            return;
        }
        busy = true;
        Thread.ofVirtual()
                .name("login")
                .start(() -> {
                    Commands.handle(session, line);
                    loop.execute(this::handledApart);
                });
    }

    private void handledApart() {
        busy = false;
        if (endsWith.isEmpty()) handleLines();
        else session.end(endsWith);
    }

    private void pause(long nanos) {
        resumeAt = System.nanoTime() + nanos;
        paused.add(this);
    }

    /// Writes what waits, and resumes a client whose answers have piled up.
    void flush() {
        unwritten = !outbox.flush();
        if (backlogged && !outbox.isOverfull()) {
            backlogged = false;
            pause(0);
        }
        listen();
    }

    /// Writes what waited for a handshake, which may be complete now.
    private void flushIfReady() {
        if (unwritten && !wire.isBlocked()) flush();
        else listen();
    }

    /// Asks the selector for the events that this client needs now.
    private void listen() {
        if (!key.isValid()) return;
        boolean reads = !ended && !busy && held == null && !backlogged && !wire.isPaused();
        boolean writes = wire.isBlocked();
        int wanted = (reads ? SelectionKey.OP_READ : 0) | (writes ? SelectionKey.OP_WRITE : 0);
        if (key.interestOps() != wanted) key.interestOps(wanted);
    }

    /// Ends the session. The loop closes the channel when the outbox has been flushed. A client
    /// that does not read is cut off after the time that it would have to answer a PING.
    void end(String reason) {
        if (ended) return;
        ended = true;
        backlogged = false;
        if (busy) endsWith = reason;
        else session.end(reason);
        pause(session.network().config().limits().patience().toNanos());
        flushIfReady();
    }

    /// Stops reading and sends a last line.
    void sayGoodbye(String reason) {
        if (ended) return;
        ended = true;
        outbox.put(session.user().closingLine(reason));
        outbox.finish(reason);
    }
}
