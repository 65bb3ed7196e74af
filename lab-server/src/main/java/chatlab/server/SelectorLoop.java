package chatlab.server;

import chatlab.protocol.LineDecoder;
import chatlab.protocol.LineDecoder.Line;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/// One thread that owns every socket.
///
/// It works in turns: read from all who have sent, handle their commands, then write once to every
/// client for whom something waits. What many senders said in one turn reaches a receiver in one
/// write, and that is where the speed comes from. The price: whatever blocks, in a strategy or a
/// command, blocks everybody.
///
/// Clients, their sessions and their decoders are touched by this thread only.
final class SelectorLoop implements Transport, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SelectorLoop.class);
    private static final int BUFFER = 64 * 1024;
    private static final long PAUSE_MILLIS = 100;
    private static final long NEVER = Long.MAX_VALUE;

    private final Network network;
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final SelectionKey accepting;
    private final Thread thread = Thread.ofPlatform().name("loop").unstarted(this);
    private final AcceptLog acceptLog = new AcceptLog();
    private final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER);

    /// Lent to outboxes while they write.
    private final ByteBuffer output = ByteBuffer.allocateDirect(BUFFER);

    /// Outboxes to be written at the end of this turn. Concurrent: a strategy may deliver on a
    /// thread of its own.
    private final Queue<LoopOutbox> dirty = new ConcurrentLinkedQueue<>();

    /// Channels whose outbox is closed, so that their sessions are to be ended.
    private final Queue<SocketChannel> closing = new ConcurrentLinkedQueue<>();

    /// Clients whose lines wait for their time to come; the loop's own.
    private final Set<Client> throttled = new HashSet<>();

    /// Nanoseconds that a message may wait for others to be written with it.
    private final long window;

    /// When what waits is written; the loop's own.
    private long writeAt = NEVER;

    /// Counted by the loop, read by others.
    private final AtomicInteger connections = new AtomicInteger();

    /// Volatile: set by whoever closes the server.
    private volatile boolean stopping;

    /// One client: the loop's attachment to its key.
    private static final class Client {
        private final LineDecoder decoder = new LineDecoder();
        private final Session session;
        private final LoopOutbox outbox;
        private final SelectionKey key;
        private final Optional<TokenBucket> bucket;
        private boolean ended;

        /// Whether its socket has not taken all that was to be written.
        private boolean unwritten;

        /// Whether it has sent more while its answers pile up than will be handled now.
        private boolean backlogged;

        /// The line that came too soon, and when it is its turn.
        private @Nullable Line held;

        private long resumeAt;

        Client(Session session, LoopOutbox outbox, SelectionKey key) {
            this.session = session;
            this.outbox = outbox;
            this.key = key;
            bucket = session.bucket();
        }
    }

    private SelectorLoop(Network network, Selector selector, ServerSocketChannel listener)
            throws IOException {
        this.network = network;
        this.selector = selector;
        this.listener = listener;
        window = network.config().batchWindow().toNanos();
        accepting = listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    static SelectorLoop start(Network network) throws IOException {
        var selector = Selector.open();
        var listener = ServerSocketChannel.open();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(network.config().address(), BACKLOG);
            listener.configureBlocking(false);
            var loop = new SelectorLoop(network, selector, listener);
            loop.thread.start();
            return loop;
        } catch (IOException e) {
            listener.close();
            selector.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.socket().getLocalSocketAddress();
    }

    @Override
    public int connections() {
        return connections.get();
    }

    /// Called by an outbox that has something to write, once until it has been flushed.
    void markDirty(LoopOutbox outbox) {
        dirty.add(outbox);
        if (!isCurrentThread()) selector.wakeup();
    }

    ByteBuffer output() {
        return output;
    }

    boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    /// Called by an outbox that will write no more.
    void markClosed(SocketChannel channel) {
        closing.add(channel);
        if (!isCurrentThread()) selector.wakeup();
    }

    @Override
    public void run() {
        try {
            while (!stopping) turn(0);
            sayGoodbye();
        } catch (IOException e) {
            LOG.error("the loop has failed and the server ends: {}", e.getMessage());
        } finally {
            closeAll();
        }
    }

    /// Waits for events, at most so long (0: however long), and does all that they ask for.
    private void turn(long millis) throws IOException {
        boolean acceptLater = accepting.isValid() && accepting.interestOps() == 0;
        selector.select(this::ready, shortest(millis, acceptLater ? PAUSE_MILLIS : 0, nextStep()));
        if (acceptLater && accepting.isValid()) accepting.interestOps(SelectionKey.OP_ACCEPT);
        resumeReading();
        if (isBatching()) return;
        while (!dirty.isEmpty() || !closing.isEmpty()) {
            for (var outbox = dirty.poll(); outbox != null; outbox = dirty.poll()) flush(outbox);
            for (var channel = closing.poll(); channel != null; channel = closing.poll()) {
                close(channel);
            }
        }
    }

    /// Of times to wait the shortest; 0 is for ever.
    private static long shortest(long... millis) {
        return LongStream.of(millis).filter(time -> time > 0).min().orElse(0);
    }

    /// How many milliseconds until a batch is written or a client is read again; 0 if there is
    /// none.
    private long nextStep() {
        long at = Long.MAX_VALUE;
        if (!dirty.isEmpty()) at = writeAt;
        for (var client : throttled) at = Math.min(at, client.resumeAt);
        if (at == Long.MAX_VALUE) return 0;
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(at - System.nanoTime()));
    }

    /// Whether what waits is to wait for more. The window opens with the first that waits.
    private boolean isBatching() {
        if (window == 0 || stopping || dirty.isEmpty()) return false;
        long now = System.nanoTime();
        if (writeAt == NEVER) writeAt = now + window;
        if (now - writeAt < 0) return true;
        writeAt = NEVER;
        return false;
    }

    private void resumeReading() {
        if (throttled.isEmpty()) return;
        long now = System.nanoTime();
        for (var client : List.copyOf(throttled)) {
            if (now - client.resumeAt < 0) continue;
            throttled.remove(client);
            if (client.key.isValid()) handleLines(client);
        }
    }

    private void ready(SelectionKey key) {
        if (key == accepting) {
            accept();
            return;
        }
        var client = (Client) key.attachment();
        if (key.isWritable()) flush(client.outbox);
        if (key.isValid() && key.isReadable()) read(key, client);
    }

    private void accept() {
        try {
            for (var channel = listener.accept(); channel != null; channel = listener.accept()) {
                acceptLog.succeeded();
                serve(channel);
            }
        } catch (IOException e) {
            acceptLog.failed(e);
            accepting.interestOps(
                    0); // out of descriptors, say: at once would only burn the processor
        }
    }

    private void serve(SocketChannel channel) {
        var address = channel.socket().getInetAddress();
        if (address == null) { // gone already
            Sockets.close(channel);
            return;
        }
        var refusal = network.places().enter(address);
        try {
            if (refusal.isPresent()) {
                refuse(channel, Session.refusal(address, refusal.get()));
            } else {
                serve(channel, address);
            }
        } catch (IOException e) {
            LOG.debug("a client has gone before it was served: {}", e.getMessage());
            Sockets.close(channel);
            if (refusal.isEmpty()) network.places().leave(address);
        }
    }

    private void serve(SocketChannel channel, InetAddress address) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var key = channel.register(selector, SelectionKey.OP_READ);
        var outbox = new LoopOutbox(this, channel, network.config(), network.stats());
        var session = new Session(network, outbox, address);
        network.connected(session);
        key.attach(new Client(session, outbox, key));
        network.stats().sessions.increment();
        connections.incrementAndGet();
    }

    /// An empty socket takes one short line at once.
    private static void refuse(SocketChannel channel, EncodedMessage why) throws IOException {
        channel.write(ByteBuffer.wrap(why.bytes()));
        channel.close();
    }

    private void read(SelectionKey key, Client client) {
        try {
            int count = ((SocketChannel) key.channel()).read(input.clear());
            if (count < 0) {
                end(key, client, "Connection closed");
                return;
            }
            client.session.heard();
            client.decoder.feed(input.flip());
        } catch (IOException e) {
            end(key, client, "Read error: " + e.getMessage());
            return;
        }
        handleLines(client);
    }

    /// Handles what a client has sent, unless it sends too fast or does not read the answers: then
    /// later, and nothing more is read from it until then.
    private void handleLines(Client client) {
        var session = client.session;
        if (client.held != null) {
            session.handle(client.held);
            client.held = null;
        }
        client.backlogged = client.outbox.isCrowded();
        while (!client.backlogged && session.quitReason().isEmpty()) {
            var line = client.decoder.next();
            if (line == null) break;
            long wait = client.bucket.map(bucket -> bucket.take(System.nanoTime())).orElse(0L);
            if (wait > 0) {
                client.held = line;
                client.resumeAt = System.nanoTime() + wait;
                throttled.add(client);
                break;
            }
            session.handle(line);
            client.backlogged = client.outbox.isCrowded();
        }
        session.quitReason().ifPresent(reason -> end(client.key, client, reason));
        if (client.key.isValid()) listenTo(client);
    }

    /// Asks the selector for what is wanted of a client just now.
    private static void listenTo(Client client) {
        boolean deaf = client.ended || client.held != null || client.backlogged;
        int wanted =
                (deaf ? 0 : SelectionKey.OP_READ) | (client.unwritten ? SelectionKey.OP_WRITE : 0);
        if (client.key.interestOps() != wanted) client.key.interestOps(wanted);
    }

    /// Ends a session; its channel is closed when its outbox has been flushed.
    private void end(SelectionKey key, Client client, String reason) {
        if (client.ended) return;
        client.ended = true;
        if (key.isValid()) key.interestOps(0);
        client.session.end(reason);
    }

    /// Writes what waits for a client, and asks to be told when its socket takes more.
    private void flush(LoopOutbox outbox) {
        boolean all = outbox.flush();
        var key = outbox.channel().keyFor(selector);
        if (key == null || !key.isValid()) return;
        var client = (Client) key.attachment();
        client.unwritten = !all;
        if (client.backlogged && !client.outbox.isCrowded()) {
            client.backlogged = false;
            client.resumeAt = System.nanoTime();
            throttled.add(client);
        }
        listenTo(client);
    }

    private void close(SocketChannel channel) {
        var key = channel.keyFor(selector);
        if (key == null || !key.isValid()) return;
        end(key, (Client) key.attachment(), "Connection closed");
        key.cancel();
        Sockets.close(channel);
        connections.decrementAndGet();
    }

    @Override
    public void close() {
        stopping = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void sayGoodbye() throws IOException {
        Sockets.close(listener);
        for (var key : List.copyOf(selector.keys())) {
            if (key.attachment() instanceof Client client && !client.ended) {
                client.ended = true;
                var goodbye = Session.closingLink(client.session.host(), "Server shutting down");
                client.outbox.put(new EncodedMessage(goodbye));
                client.outbox.finish("Server shutting down");
            }
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GOODBYE_SECONDS);
        while (connections.get() > 0 && System.nanoTime() < deadline) turn(PAUSE_MILLIS);
    }

    private void closeAll() {
        Sockets.close(listener);
        for (var key : List.copyOf(selector.keys())) Sockets.close(key.channel());
        connections.set(0);
        try {
            selector.close();
        } catch (IOException e) {
            LOG.warn("the selector did not close: {}", e.getMessage());
        }
    }
}
