package chatlab.server.transport;

import chatlab.protocol.Hosts;
import chatlab.server.channel.User;
import chatlab.server.delivery.EncodedMessage;
import chatlab.server.delivery.LoopOutbox;
import chatlab.server.delivery.Sockets;
import chatlab.server.session.Network;
import chatlab.server.session.Session;

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
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/// One thread that owns every socket.
///
/// It works in turns: it reads from all clients that have sent, handles their commands, and then
/// writes once to every client for which messages wait. The messages of many senders in one turn
/// reach a receiver in one write; this makes the loop fast. The price: anything that blocks, in a
/// strategy or a command, blocks all clients.
///
/// Only this thread uses the clients and their sessions.
public final class SelectorLoop implements Transport, LoopOutbox.Loop, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SelectorLoop.class);
    static final int BUFFER = 64 * 1024;

    private static final long PAUSE_MILLIS = 100;
    private static final long NEVER = Long.MAX_VALUE;

    private final Network network;
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final SelectionKey accepting;

    /// Null if connections do not speak TLS.
    private final @Nullable LoopTls tls;

    private final Thread thread = Thread.ofPlatform().name("loop").unstarted(this);
    private final AcceptLog acceptLog = new AcceptLog();
    private final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER);

    /// Outboxes write from this buffer.
    private final ByteBuffer output = ByteBuffer.allocateDirect(BUFFER);

    /// Outboxes to flush at the end of this turn. Concurrent: a strategy may deliver on a thread of
    /// its own.
    private final Queue<LoopOutbox> dirty = new ConcurrentLinkedQueue<>();

    /// Connections whose outbox is closed. Their sessions must end.
    private final Queue<SocketChannel> closing = new ConcurrentLinkedQueue<>();

    /// What other threads ask this one to do.
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /// Clients that the loop must resume later.
    private final Set<LoopClient> paused = new HashSet<>();

    /// Nanoseconds that a message may wait, so that others are written with it.
    private final long window;

    /// When the loop must write what waits.
    private long writeAt = NEVER;

    /// The loop counts; others read.
    private final AtomicInteger connections = new AtomicInteger();

    /// Volatile: another thread closes the server.
    private volatile boolean stopping;

    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    private SelectorLoop(Network network, Selector selector, ServerSocketChannel listener)
            throws IOException {
        this.network = network;
        this.selector = selector;
        this.listener = listener;
        tls = LoopTls.of(network.config());
        window = network.config().batchWindow().toNanos();
        accepting = listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    public static SelectorLoop start(Network network) throws IOException {
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

    @Override
    public CompletionStage<Throwable> failure() {
        return failure;
    }

    @Override
    public void markDirty(LoopOutbox outbox) {
        dirty.add(outbox);
        if (!isCurrentThread()) selector.wakeup();
    }

    @Override
    public ByteBuffer output() {
        return output;
    }

    @Override
    public boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    @Override
    public void markClosed(SocketChannel channel) {
        closing.add(channel);
        if (!isCurrentThread()) selector.wakeup();
    }

    @Override
    public void run() {
        try {
            while (!stopping) turn(0);
            sayGoodbye();
        } catch (IOException | RuntimeException | Error e) {
            if (stopping) LOG.warn("the goodbye failed: {}", e.toString());
            else failure.complete(e);
        } finally {
            closeAll();
        }
    }

    /// Waits for events, at most this long (0: without limit), and handles all of them.
    private void turn(long millis) throws IOException {
        boolean acceptLater = accepting.isValid() && accepting.interestOps() == 0;
        selector.select(this::ready, shortest(millis, acceptLater ? PAUSE_MILLIS : 0, nextStep()));
        if (acceptLater && accepting.isValid()) accepting.interestOps(SelectionKey.OP_ACCEPT);
        for (var task = tasks.poll(); task != null; task = tasks.poll()) task.run();
        resumePaused();
        if (isBatching()) return;
        while (!dirty.isEmpty() || !closing.isEmpty()) {
            for (var outbox = dirty.poll(); outbox != null; outbox = dirty.poll()) flush(outbox);
            for (var channel = closing.poll(); channel != null; channel = closing.poll()) {
                close(channel);
            }
        }
    }

    /// The shortest of these waiting times; 0 means forever.
    private static long shortest(long... millis) {
        return LongStream.of(millis).filter(time -> time > 0).min().orElse(0);
    }

    /// Milliseconds until the loop must write a batch or resume a client; 0 if it need not.
    private long nextStep() {
        long at = Long.MAX_VALUE;
        if (!dirty.isEmpty()) at = writeAt;
        for (var client : paused) at = Math.min(at, client.resumeAt());
        if (at == Long.MAX_VALUE) return 0;
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(at - System.nanoTime()));
    }

    /// Whether the messages wait for more. The window opens with the first of them.
    private boolean isBatching() {
        if (window == 0 || stopping || dirty.isEmpty()) return false;
        long now = System.nanoTime();
        if (writeAt == NEVER) writeAt = now + window;
        if (now - writeAt < 0) return true;
        writeAt = NEVER;
        return false;
    }

    private void resumePaused() {
        if (paused.isEmpty()) return;
        long now = System.nanoTime();
        for (var client : List.copyOf(paused)) {
            if (now - client.resumeAt() < 0) continue;
            paused.remove(client);
            client.resume();
        }
    }

    private void ready(SelectionKey key) {
        if (key == accepting) {
            accept();
            return;
        }
        var client = (LoopClient) key.attachment();
        if (key.isWritable()) client.flush();
        if (key.isValid() && key.isReadable()) client.read(input);
    }

    private void accept() {
        try {
            for (var channel = listener.accept(); channel != null; channel = listener.accept()) {
                acceptLog.succeeded();
                serve(channel);
            }
        } catch (IOException e) {
            acceptLog.failed(e);
            // Perhaps there are no descriptors. An attempt at once would only cost processor time.
            accepting.interestOps(0);
        }
    }

    private void serve(SocketChannel channel) {
        var address = address(channel);
        if (address == null) {
            Sockets.close(channel);
            return;
        }
        var refusal = network.places().enter(address);
        try {
            if (refusal.isPresent()) {
                refuse(channel, User.closingLine(Hosts.word(address), refusal.get()));
            } else {
                serve(channel, address);
            }
        } catch (IOException e) {
            LOG.debug("a client left before it was served: {}", e.getMessage());
            Sockets.close(channel);
            if (refusal.isEmpty()) network.places().leave(address);
        }
    }

    /// Null if the client is gone. A channel's `socket()` would say the same and stay in memory.
    private static @Nullable InetAddress address(SocketChannel channel) {
        try {
            return channel.getRemoteAddress() instanceof InetSocketAddress client
                    ? client.getAddress()
                    : null;
        } catch (IOException _) {
            return null;
        }
    }

    private void serve(SocketChannel channel, InetAddress address) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var key = channel.register(selector, SelectionKey.OP_READ);
        var wire = tls == null ? new PlainWire(channel) : tls.over(channel, () -> readAgain(key));
        var outbox = new LoopOutbox(this, channel, wire, network.config(), network.stats());
        var session = new Session(network, outbox, address);
        if (wire instanceof TlsWire secure) session.login().setCertificate(secure::fingerprint);
        network.connected(session);
        key.attach(new LoopClient(session, wire, outbox, key, paused, this::execute));
        connections.incrementAndGet();
    }

    private void readAgain(SelectionKey key) {
        execute(() -> {
            if (key.isValid()) ((LoopClient) key.attachment()).read(input);
        });
    }

    private void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /// An empty socket takes one short line without blocking. Under TLS the line would need a
    /// handshake.
    private void refuse(SocketChannel channel, EncodedMessage why) throws IOException {
        if (tls == null) channel.write(ByteBuffer.wrap(why.bytes()));
        channel.close();
    }

    private void flush(LoopOutbox outbox) {
        var key = outbox.channel().keyFor(selector);
        if (key == null || !key.isValid()) {
            outbox.flush();
        } else {
            ((LoopClient) key.attachment()).flush();
        }
    }

    private void close(SocketChannel channel) {
        var key = channel.keyFor(selector);
        if (key == null || !key.isValid()) return;
        var client = (LoopClient) key.attachment();
        client.end("Connection closed");
        paused.remove(client);
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
            if (key.attachment() instanceof LoopClient client) {
                client.sayGoodbye("Server shutting down");
            }
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GOODBYE_SECONDS);
        while (connections.get() > 0 && System.nanoTime() < deadline) turn(PAUSE_MILLIS);
    }

    private void closeAll() {
        Sockets.close(listener);
        for (var key : List.copyOf(selector.keys())) Sockets.close(key.channel());
        connections.set(0);
        if (tls != null) tls.close();
        try {
            selector.close();
        } catch (IOException e) {
            LOG.warn("the selector did not close: {}", e.getMessage());
        }
    }
}
