package chatlab.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A running chat server: one thread accepts, and each client gets a thread that reads.
///
/// With [DeliveryPolicy#QUEUED] each client also has a thread that writes. Thread-safe; closing it
/// says goodbye to every client and leaves no thread behind.
public final class ChatServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChatServer.class);

    /// How long clients have to take their last lines when the server closes.
    private static final int GOODBYE_SECONDS = 2;

    private static final int BACKLOG = 1024;
    private static final int PAUSE_MILLIS = 100;

    private final ServerConfig config;
    private final Stats stats = new Stats();
    private final Network network;
    private final ServerSocket listener;
    private final ExecutorService threads;
    private final Thread acceptor = Thread.ofPlatform().name("listener").unstarted(this::accept);

    /// Connections that are open, by the outbox that leads to each.
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();

    /// Opened when the server has closed.
    private final CountDownLatch closed = new CountDownLatch(1);

    private record Client(Socket socket, Outbox outbox, String host) {}

    private ChatServer(ServerConfig config, ServerSocket listener) {
        this.config = config;
        this.listener = listener;
        network = new Network(config, stats);
        threads = Executors.newThreadPerTaskExecutor(config.threads().factory());
    }

    /// Starts to listen; clients can connect as soon as this returns.
    ///
    /// @throws IOException if the address cannot be had, as when another program listens there
    public static ChatServer start(ServerConfig config) throws IOException {
        var listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(config.address(), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        var server = new ChatServer(config, listener);
        server.acceptor.start();
        return server;
    }

    /// Where the server listens, with the port it really has.
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    public Stats stats() {
        return stats;
    }

    /// How many clients are connected now.
    public int connections() {
        return clients.size();
    }

    /// Waits until another thread has closed the server.
    ///
    /// @return false if it is still open when the time is over
    public boolean awaitClosed(Duration time) throws InterruptedException {
        return closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                if (listener.isClosed()) return;
                LOG.warn("cannot accept a client ({}); trying again", e.getMessage());
                pause();
            }
        }
    }

    /// Out of descriptors, say: trying again at once would only burn the processor.
    private void pause() {
        try {
            if (closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket socket) throws SocketException {
        socket.setTcpNoDelay(true); // a batch is as large as it will get; waiting helps nobody
        var outbox = outbox(socket);
        var client = new Client(socket, outbox, socket.getInetAddress().getHostAddress());
        var session = new Session(network, outbox, client.host());
        stats.sessions.increment();
        clients.add(client);
        if (outbox instanceof QueuedOutbox writer) threads.execute(writer);
        threads.execute(() -> {
            try {
                new Connection(socket, session, outbox).run();
            } finally {
                clients.remove(client);
            }
        });
    }

    private Outbox outbox(Socket socket) {
        return switch (config.delivery()) {
            case DIRECT -> new DirectOutbox(socket, stats);
            case QUEUED -> new QueuedOutbox(socket, config.outbox(), config.overflow(), stats);
        };
    }

    /// Stops listening, sends what waits in every outbox and a goodbye, and ends every thread.
    ///
    /// Clients that do not read get two seconds; then their connections are cut.
    @Override
    public void close() {
        synchronized (listener) { // a second closer waits for the first
            if (closed.getCount() == 0) return;
            stopAccepting();
            for (var client : clients) threads.execute(() -> sayGoodbye(client)); // it may block
            endThreads();
            closed.countDown();
        }
    }

    /// Returns when no further client can come in.
    private void stopAccepting() {
        try {
            listener.close();
            acceptor.join();
        } catch (IOException e) {
            LOG.warn("the listener did not close: {}", e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sayGoodbye(Client client) {
        var goodbye = Session.closingLink(client.host(), "Server shutting down");
        client.outbox().offer(new EncodedMessage(goodbye));
        client.outbox().finish();
    }

    private void endThreads() {
        threads.shutdown();
        try {
            if (threads.awaitTermination(GOODBYE_SECONDS, TimeUnit.SECONDS)) return;
            for (var client : clients) Sockets.close(client.socket());
            threads.shutdownNow();
            if (!threads.awaitTermination(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{} sessions did not end", clients.size());
            }
        } catch (InterruptedException _) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
