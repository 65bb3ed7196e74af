package chatlab.server;

import chatlab.relay.Refused;
import chatlab.server.config.ServerConfig;
import chatlab.server.net.Net;
import chatlab.server.session.Heartbeat;
import chatlab.server.session.Network;
import chatlab.server.transport.SelectorLoop;
import chatlab.server.transport.ThreadPerClient;
import chatlab.server.transport.Transport;
import chatlab.server.watch.Stats;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A running chat server.
///
/// Thread-safe. [#close] says goodbye to every client and leaves no thread behind.
public final class ChatServer implements AutoCloseable {
    private final Stats stats;
    private final Transport transport;
    private final Heartbeat heartbeat;

    /// Null if this is a single server.
    private final @Nullable Net net;

    /// Opened when the server has closed.
    private final CountDownLatch closed = new CountDownLatch(1);

    /// Volatile: a thread of the transport writes it.
    private volatile @Nullable Throwable failure;

    private ChatServer(Stats stats, Transport transport, Heartbeat heartbeat, @Nullable Net net) {
        this.net = net;
        this.stats = stats;
        this.transport = transport;
        this.heartbeat = heartbeat;
    }

    /// Starts to listen; clients can connect as soon as this returns.
    ///
    /// @throws IOException if the server cannot listen there, for example because another program
    ///   does
    public static ChatServer start(ServerConfig config) throws IOException {
        return start(new Network(config, new Stats()), null);
    }

    /// Starts a server of a net.
    ///
    /// @param isOrdered whether the relay brings everything to all servers in one order
    /// @throws Refused if the relay could not be opened
    public static ChatServer start(ServerConfig config, boolean isOrdered, Net.Opener relay)
            throws IOException, Refused {
        var network = new Network(config, new Stats());
        var net = Net.join(network, isOrdered, relay);
        try {
            return start(network, net);
        } catch (IOException e) {
            net.close();
            throw e;
        }
    }

    private static ChatServer start(Network network, @Nullable Net net) throws IOException {
        var transport =
                switch (network.config().delivery()) {
                    case DIRECT, QUEUED -> new ThreadPerClient(network);
                    case LOOP -> SelectorLoop.start(network);
                };
        var heartbeat = new Heartbeat(network);
        heartbeat.start();
        var server = new ChatServer(network.stats(), transport, heartbeat, net);
        transport.failure().thenAccept(server::fail);
        return server;
    }

    /// On a thread of its own, because closing waits for the one that has failed.
    private void fail(Throwable reason) {
        failure = reason;
        Thread.ofPlatform().name("close").start(this::close);
    }

    /// Why the server has closed by itself, if it has.
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /// The net that this is a server of, if any.
    public Optional<Net> net() {
        return Optional.ofNullable(net);
    }

    /// Where the server listens, with the actual port.
    public InetSocketAddress address() {
        return transport.address();
    }

    public Stats stats() {
        return stats;
    }

    /// How many clients are connected now.
    public int connections() {
        return transport.connections();
    }

    /// The relay and the clients may need time for their goodbyes, so they get the same time.
    private static Thread leave(Net net) {
        net.leave();
        return Thread.ofPlatform().name("leave net").start(net::close);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until another thread has closed the server.
    ///
    /// @return false if it is still open after this time
    public boolean awaitClosed(Duration time) throws InterruptedException {
        return closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Stops listening, sends what waits in every outbox and a goodbye, and ends every thread.
    ///
    /// Clients that do not read have two seconds; then their connections are cut.
    @Override
    public void close() {
        synchronized (transport) { // a second closer waits for the first
            if (closed.getCount() == 0) return;
            heartbeat.stop();
            var leaving = net == null ? null : leave(net);
            transport.close();
            if (leaving != null) join(leaving);
            closed.countDown();
        }
    }
}
