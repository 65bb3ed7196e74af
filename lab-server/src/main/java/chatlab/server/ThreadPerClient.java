package chatlab.server;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
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
    private final AcceptLog acceptLog = new AcceptLog();
    private final Thread acceptor = Thread.ofPlatform().name("listener").unstarted(this::accept);

    /// Connections that are open, by the outbox that leads to each.
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();

    /// Opened when no further client can come in.
    private final CountDownLatch closing = new CountDownLatch(1);

    /// What makes connections speak TLS; null if they do not.
    private final @Nullable TlsSockets tls;

    private record Client(Socket line, Outbox outbox, String host) {}

    /// Starts to listen.
    ThreadPerClient(Network network) throws IOException {
        this.network = network;
        config = network.config();
        threads = Executors.newThreadPerTaskExecutor(config.threads().factory());
        tls = readTls();
        listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(config.address(), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        acceptor.start();
    }

    private @Nullable TlsSockets readTls() throws IOException {
        if (config.tls().isEmpty()) return null;
        var files = config.tls().get();
        return TlsSockets.read(files.certificate(), files.key());
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
                var socket = listener.accept();
                acceptLog.succeeded();
                serve(socket);
            } catch (IOException e) {
                if (listener.isClosed()) return;
                acceptLog.failed(e);
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

    private void serve(Socket socket) {
        var address = socket.getInetAddress();
        var refusal = network.places().enter(address);
        try {
            if (refusal.isPresent()) {
                refuse(socket, Session.refusal(address, refusal.get()));
            } else {
                serve(socket, address);
            }
        } catch (IOException e) {
            LOG.debug("a client has gone before it was served: {}", e.getMessage());
            Sockets.close(socket);
            if (refusal.isEmpty()) network.places().leave(address);
        }
    }

    /// Under TLS nothing can be said without a handshake, for which nobody waits here.
    private void refuse(Socket line, EncodedMessage why) throws IOException {
        try (line) {
            if (tls == null) line.getOutputStream().write(why.bytes());
        }
    }

    /// The handshake of TLS comes with the first read or write, on the client's own threads.
    private void serve(Socket line, InetAddress address) throws IOException {
        line.setTcpNoDelay(true); // a batch is as large as it will get; waiting helps nobody
        var socket = tls == null ? line : tls.over(line);
        var outbox = outbox(socket, line);
        var session = new Session(network, outbox, address);
        var client = new Client(line, outbox, session.host());
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

    private Outbox outbox(Socket socket, Socket line) {
        return switch (config.delivery()) {
            case DIRECT -> new DirectOutbox(socket, line, network.stats());
            case QUEUED -> new QueuedOutbox(socket, line, config, network.stats());
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
            for (var client : clients) Sockets.close(client.line());
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
