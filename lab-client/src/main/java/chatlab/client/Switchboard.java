package chatlab.client;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/// All connections of a swarm behind one selector: one thread waits for any of them, takes in what
/// has arrived, and never blocks on a single one. Confined to that thread.
final class Switchboard implements AutoCloseable {
    /// A server's queue of connections to accept is often 50 long; one that is full makes the
    /// kernel try again after a second.
    private static final int MOST_CONNECTING = 40;

    private static final int BUFFER_BYTES = 256 * 1024;

    private final InetSocketAddress server;
    private final Wire wire;
    private final Selector selector;
    private final byte[] scratch = new byte[BUFFER_BYTES];
    private final List<SwarmClient> clients = new ArrayList<>();
    private final Queue<SwarmClient> unconnected = new ArrayDeque<>();
    private final List<SwarmClient> withOutput = new ArrayList<>();
    private int connecting;
    private long now = System.nanoTime();
    private @Nullable IOException unreachable;

    Switchboard(InetSocketAddress server, Wire wire) throws IOException {
        this.server = server;
        this.wire = wire;
        selector = Selector.open();
    }

    /// A connection for a client that will be added.
    Connection newConnection() throws IOException {
        return new Connection(selector);
    }

    /// Has this client connected when its turn comes.
    void add(SwarmClient client) {
        client.connection().reportTo(client);
        clients.add(client);
        unconnected.add(client);
    }

    /// The time when something arrived last, or waiting ended; as [System#nanoTime()].
    long now() {
        return now;
    }

    /// Why the server cannot be reached, if it cannot.
    @Nullable IOException unreachable() {
        return unreachable;
    }

    /// This client has something to send, after it had nothing.
    void hasOutput(SwarmClient client) {
        withOutput.add(client);
    }

    /// Sends what there is to send, and goes on connecting.
    void flush() {
        connectMore();
        for (var client : withOutput) {
            try {
                client.connection().flush();
            } catch (IOException e) {
                client.ended(reason(e));
            }
        }
        withOutput.clear();
    }

    private void connectMore() {
        while (!unconnected.isEmpty() && connecting < MOST_CONNECTING) {
            connecting++;
            try {
                unconnected.remove().connection().connect(server);
            } catch (IOException e) {
                unreachable = e;
            }
        }
    }

    /// Waits until something arrives, but not longer than `nanos`, and takes it in. A selector
    /// waits whole milliseconds; for less than one it only looks, and leaves the processor to
    /// others.
    @SuppressWarnings("ThreadPriorityCheck") // Yielding is a courtesy; nothing relies on it.
    void await(long nanos) throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        if (millis > 0) {
            selector.select(this::ready, millis);
        } else {
            Thread.yield();
            selector.selectNow(this::ready);
        }
        now = System.nanoTime();
    }

    private void ready(SelectionKey key) {
        var client = (SwarmClient) key.attachment();
        if (key.isConnectable()) {
            connected(client);
            return;
        }
        try {
            if (key.isWritable()) {
                client.connection().flush();
            }
            if (key.isReadable()) {
                now = System.nanoTime();
                if (!client.connection().read(scratch, wire, client)) {
                    client.ended("the server closed the connection");
                }
            }
        } catch (IOException e) {
            client.ended(reason(e));
        }
    }

    private void connected(SwarmClient client) {
        connecting--;
        try {
            client.connection().finishConnect();
            client.register();
        } catch (IOException e) {
            unreachable = e;
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /// Ends all connections at once.
    @Override
    public void close() throws IOException {
        clients.forEach(client -> client.connection().close());
        selector.close();
    }
}
