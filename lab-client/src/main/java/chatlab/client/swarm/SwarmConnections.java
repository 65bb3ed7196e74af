package chatlab.client.swarm;

import chatlab.client.wire.NonBlockingConnection;
import chatlab.client.wire.Wire;

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
import java.util.function.IntFunction;

/// All connections of a swarm behind one selector: one thread waits for any of them, reads what has
/// arrived, and never blocks on a single connection. Confined to that thread.
final class SwarmConnections implements AutoCloseable {
    /// A server's queue of connections to accept often holds 50. If it is full, the kernel tries
    /// again only after a second.
    private static final int MOST_CONNECTING = 40;

    private static final int BUFFER_BYTES = 256 * 1024;

    private final IntFunction<InetSocketAddress> servers;
    private final Wire wire;
    private final Selector selector;
    private final byte[] scratch = new byte[BUFFER_BYTES];
    private final List<SwarmClient> clients = new ArrayList<>();
    private final Queue<SwarmClient> unconnected = new ArrayDeque<>();
    private final List<SwarmClient> withOutput = new ArrayList<>();
    private int connecting;
    private long now = System.nanoTime();
    private @Nullable IOException unreachable;

    /// @param servers where each client connects, by its index
    SwarmConnections(IntFunction<InetSocketAddress> servers, Wire wire) throws IOException {
        this.servers = servers;
        this.wire = wire;
        selector = Selector.open();
    }

    /// A connection for a client that will be added.
    NonBlockingConnection open() throws IOException {
        return new NonBlockingConnection(selector);
    }

    /// Adds a client, to be connected when its turn comes.
    void add(SwarmClient client) {
        client.connection().reportTo(client);
        clients.add(client);
        unconnected.add(client);
    }

    /// When something last arrived or the last wait ended, as a value of [System#nanoTime()].
    long now() {
        return now;
    }

    /// Why the server cannot be reached; null if it can.
    @Nullable IOException unreachable() {
        return unreachable;
    }

    /// This client has something to send, after it had nothing.
    void hasOutput(SwarmClient client) {
        withOutput.add(client);
    }

    /// Sends all waiting output, and continues to connect.
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
                var client = unconnected.remove();
                client.connection().connect(servers.apply(client.index()));
            } catch (IOException e) {
                unreachable = e;
            }
        }
    }

    /// Waits until something arrives, at most `nanos`, and reads it. A selector waits in whole
    /// milliseconds; for less than one this only polls and yields the processor.
    @SuppressWarnings("ThreadPriorityCheck") // correctness does not depend on yielding
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

    /// Closes all connections.
    @Override
    public void close() throws IOException {
        clients.forEach(client -> client.connection().close());
        selector.close();
    }
}
