package chatlab.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// One thread accepts, and each client gets a thread that reads; with [DeliveryPolicy#QUEUED] also
/// one that writes.
final class ThreadPerClient implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadPerClient.class);

    private static final int PAUSE_MILLIS = 100;

    private final ServerConfig config;
    private final Network network;
    private final ServerSocket listener;
    private final ExecutorService threads;
    private final Thread acceptor = Thread.ofPlatform().name("listener").unstarted(this::accept);

    /// Connections that are open, by the outbox that leads to each.
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();

    /// Opened when no further client can come in.
    private final CountDownLatch closing = new CountDownLatch(1);

    private record Client(Socket socket, Outbox outbox, String host) {}

    /// Starts to listen.
    ThreadPerClient(Network network) throws IOException {
        this.network = network;
        config = network.config();
        threads = Executors.newThreadPerTaskExecutor(config.threads().factory());
        listener = newListener();
        try {
            listener.setReuseAddress(true);
            listener.bind(config.address(), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        acceptor.start();
    }

    private ServerSocket newListener() throws IOException {
        if (config.tls().isEmpty()) return new ServerSocket();
        var tls = config.tls().get();
        return TlsSockets.read(tls.certificate(), tls.key()).listener();
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    @Override
    public int connections() {
        return clients.size();
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
            if (closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket socket) throws IOException {
        var address = socket.getInetAddress();
        var refusal = network.places().enter(address);
        if (refusal.isPresent()) {
            try (socket) {
                socket.getOutputStream().write(Session.refusal(address, refusal.get()).bytes());
            }
            return;
        }
        socket.setTcpNoDelay(true); // a batch is as large as it will get; waiting helps nobody
        var outbox = outbox(socket);
        var session = new Session(network, outbox, address);
        var client = new Client(socket, outbox, session.host());
        network.stats().sessions.increment();
        network.connected(session);
        clients.add(client);
        if (outbox instanceof QueuedOutbox writer) threads.execute(writer);
        threads.execute(() -> {
            try {
                new Connection(socket, session).run();
            } finally {
                clients.remove(client);
            }
        });
    }

    private Outbox outbox(Socket socket) {
        return switch (config.delivery()) {
            case DIRECT -> new DirectOutbox(socket, network.stats());
            case QUEUED -> new QueuedOutbox(socket, config, network.stats());
            case LOOP -> throw new AssertionError("the loop has a transport of its own");
        };
    }

    @Override
    public void close() {
        stopAccepting();
        for (var client : clients) threads.execute(() -> sayGoodbye(client)); // it may block
        endThreads();
    }

    /// Returns when no further client can come in.
    private void stopAccepting() {
        closing.countDown();
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
        client.outbox().finish("Server shutting down");
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
