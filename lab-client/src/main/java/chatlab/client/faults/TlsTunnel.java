package chatlab.client.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A port through which clients without TLS reach a server with TLS: a connection to the server for
/// each client, and two virtual threads that copy.
final class TlsTunnel implements AutoCloseable {
    /// Small, so that little waits here for a client that does not read.
    private static final int SMALL_BUFFER = 64 * 1024;

    private static final int BACKLOG = 1024;

    /// The most handshakes at once. Hundreds at once would take longer on a busy machine than the
    /// server gives a client to register.
    private static final int HANDSHAKES = 8;

    private final InetSocketAddress server;
    private final SSLContext context;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore handshakes = new Semaphore(HANDSHAKES);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /// Starts to listen on a free port.
    TlsTunnel(InetSocketAddress server, SSLContext context) throws IOException {
        this.server = server;
        this.context = context;
        listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException _) {
                // Either the tunnel is closed, or the next client will do.
            }
        }
    }

    private void serve(Socket client) {
        var line = new Socket();
        try {
            open.add(client);
            open.add(line);
            client.setTcpNoDelay(true);
            client.setSendBufferSize(SMALL_BUFFER);
            line.setTcpNoDelay(true);
            line.setReceiveBufferSize(SMALL_BUFFER);
            var tls = handshake(line);
            threads.execute(() -> {
                copy(client, tls);
                end(client, line);
            });
            copy(tls, client);
        } catch (IOException _) {
            // The server accepts no more clients.
        }
        end(client, line);
    }

    private Socket handshake(Socket line) throws IOException {
        handshakes.acquireUninterruptibly();
        try {
            line.connect(server);
            var host = server.getHostString();
            var sockets = context.getSocketFactory();
            var tls = (SSLSocket) sockets.createSocket(line, host, server.getPort(), true);
            tls.startHandshake();
            return tls;
        } finally {
            handshakes.release();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // One of the two is gone.
        }
    }

    /// Closes both at once, also under a thread that writes, and so without TLS's goodbye.
    private void end(Socket client, Socket line) {
        for (var socket : List.of(client, line)) {
            open.remove(socket);
            try {
                socket.close();
            } catch (IOException _) {
                // It is closed either way.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : open) socket.close();
        threads.close();
    }
}
