package chatlab.server;

import chatlab.server.config.ServerConfig;
import chatlab.server.session.Heartbeat;
import chatlab.server.session.Network;
import chatlab.server.transport.SelectorLoop;
import chatlab.server.transport.ThreadPerClient;
import chatlab.server.transport.Transport;
import chatlab.server.watch.Stats;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A running chat server.
///
/// Thread-safe. [#close] says goodbye to every client and leaves no thread behind.
public final class ChatServer implements AutoCloseable {
    private final Stats stats;
    private final Transport transport;
    private final Heartbeat heartbeat;

    /// Opened when the server has closed.
    private final CountDownLatch closed = new CountDownLatch(1);

    private ChatServer(Stats stats, Transport transport, Heartbeat heartbeat) {
        this.stats = stats;
        this.transport = transport;
        this.heartbeat = heartbeat;
    }

    /// Starts to listen; clients can connect as soon as this returns.
    ///
    /// @throws IOException if the server cannot listen there, for example because another program
    ///   does
    public static ChatServer start(ServerConfig config) throws IOException {
        var stats = new Stats();
        var network = new Network(config, stats);
        var transport =
                switch (config.delivery()) {
                    case DIRECT, QUEUED -> new ThreadPerClient(network);
                    case LOOP -> SelectorLoop.start(network);
                };
        var heartbeat = new Heartbeat(network);
        heartbeat.start();
        return new ChatServer(stats, transport, heartbeat);
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
            transport.close();
            closed.countDown();
        }
    }
}
