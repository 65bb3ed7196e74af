package chatlab.server.transport;

import chatlab.protocol.Hosts;
import chatlab.server.channel.User;
import chatlab.server.config.DeliveryPolicy;
import chatlab.server.config.ServerConfig;
import chatlab.server.delivery.DirectOutbox;
import chatlab.server.delivery.EncodedMessage;
import chatlab.server.delivery.Outbox;
import chatlab.server.delivery.QueuedOutbox;
import chatlab.server.delivery.Sockets;
import chatlab.server.session.Network;
import chatlab.server.session.Session;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// One thread accepts clients. Each client has a thread that reads; with [DeliveryPolicy#QUEUED]
/// also one that writes.
public final class ThreadPerClient implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadPerClient.class);

    private static final int PAUSE_MILLIS = 100;

    private final ServerConfig config;
    private final Network network;
    private final ServerSocket listener;
    private final ExecutorService threads;
    private final AcceptLog acceptLog = new AcceptLog();
    private final Thread acceptor = Thread.ofPlatform().name("listener").unstarted(this::run);
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    /// The clients whose connections are open.
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();

    /// Opened when the server accepts no more clients.
    private final CountDownLatch closing = new CountDownLatch(1);

    /// Null if connections do not speak TLS.
    private final @Nullable Tls tls;

    private record Client(Socket line, Outbox outbox, User user) {}

    /// Starts to listen.
    public ThreadPerClient(Network network) throws IOException {
        this.network = network;
        config = network.config();
        threads = Executors.newThreadPerTaskExecutor(config.threads().factory());
        tls = Tls.of(config);
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

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    @Override
    public int connections() {
        return clients.size();
    }

    @Override
    public CompletionStage<Throwable> failure() {
        return failure;
    }

    private void run() {
        try {
            accept();
        } catch (RuntimeException | Error e) {
            failure.complete(e);
        }
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

    /// Perhaps there are no descriptors. An attempt at once would only cost processor time.
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
                refuse(socket, User.closingLine(Hosts.word(address), refusal.get()));
            } else {
                serve(socket, address);
            }
        } catch (IOException e) {
            LOG.debug("a client left before it was served: {}", e.getMessage());
            Sockets.close(socket);
            if (refusal.isEmpty()) network.places().leave(address);
        }
    }

    /// Under TLS the line would need a handshake, and this thread does not wait for one.
    private void refuse(Socket line, EncodedMessage why) throws IOException {
        try (line) {
            if (tls == null) line.getOutputStream().write(why.bytes());
        }
    }

    /// The TLS handshake happens with the first read or write, on the client's own threads.
    private void serve(Socket line, InetAddress address) throws IOException {
        line.setTcpNoDelay(true); // messages are batched already
        var socket = tls == null ? line : tls.over(line);
        var outbox = outbox(socket, line);
        var session = new Session(network, outbox, address);
        session.login().setCertificate(() -> Tls.fingerprint(socket));
        var client = new Client(line, outbox, session.user());
        network.connected(session);
        clients.add(client);
        if (outbox instanceof QueuedOutbox writer) threads.execute(writer);
        threads.execute(() -> {
            try {
                new Connection(socket, session).run();
                if (outbox instanceof QueuedOutbox writer) awaitEnd(writer);
            } finally {
                clients.remove(client);
            }
        });
    }

    /// The session has ended, but its last lines may still be on their way.
    private void awaitEnd(QueuedOutbox outbox) {
        try {
            outbox.awaitEnd(config.limits().patience());
        } catch (InterruptedException _) {
            outbox.abort("Server shutting down");
        }
    }

    private Outbox outbox(Socket socket, Socket line) {
        return switch (config.delivery()) {
            case DIRECT -> new DirectOutbox(socket, line, network.stats());
            case QUEUED ->
                    new QueuedOutbox(socket, line, config, network.stats(), network.crowding());
            case LOOP -> throw new AssertionError("the loop is another transport");
        };
    }

    @Override
    public void close() {
        stopAccepting();
        for (var client : clients) threads.execute(() -> sayGoodbye(client)); // it may block
        endThreads();
    }

    /// Returns when the server accepts no more clients.
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
        client.outbox().offer(client.user().closingLine("Server shutting down"));
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
