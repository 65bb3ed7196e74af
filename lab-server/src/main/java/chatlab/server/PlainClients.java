package chatlab.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A second port of a chat server, for clients that know no IRC: first programs, telnet, `nc`. What
/// one of them types reaches everybody in `#lab`; see [PlainClient].
final class PlainClients implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlainClients.class);

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final Set<PlainClient> clients = ConcurrentHashMap.newKeySet();

    private PlainClients(ServerSocket listener, InetSocketAddress server) {
        this.listener = listener;
        this.server = server;
    }

    /// Starts to listen, where the server does.
    ///
    /// @param port 0: any that is free
    /// @throws IOException with a sentence for the user, if the port is taken
    static PlainClients start(int port, ChatServer server) throws IOException {
        var address = server.address();
        var listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(address.getAddress(), port));
        } catch (BindException e) {
            listener.close();
            throw new IOException(
                    "Cannot listen on port %d (%s); choose another with --plain (0 takes any free one)."
                            .formatted(port, e.getMessage()),
                    e);
        }
        var reachable =
                address.getAddress().isAnyLocalAddress()
                        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort())
                        : address;
        var clients = new PlainClients(listener, reachable);
        Thread.ofVirtual().name("plain listener").start(clients::accept);
        return clients;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = new PlainClient(listener.accept(), server);
                clients.add(client);
                Thread.ofVirtual()
                        .name("plain client " + client.port())
                        .start(() -> {
                            client.run();
                            clients.remove(client);
                        });
            } catch (IOException e) {
                if (!listener.isClosed()) LOG.warn("a plain client was not accepted", e);
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.debug("the listener was gone already", e);
        }
        clients.forEach(PlainClient::close);
    }
}
