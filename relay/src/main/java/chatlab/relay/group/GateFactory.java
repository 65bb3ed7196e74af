package chatlab.relay.group;

import org.jgroups.util.DefaultSocketFactory;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.Consumer;

import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/// Makes the sockets of a relay: a [Gate] to listen, and with a key TLS sockets to connect.
final class GateFactory extends DefaultSocketFactory {
    GateFactory(@Nullable SSLContext key, Consumer<String> notice) {
        super(
                key == null ? SocketFactory.getDefault() : key.getSocketFactory(),
                new Gates(key, notice));
    }

    private static final class Gates extends ServerSocketFactory {
        private final @Nullable SSLContext key;
        private final Consumer<String> notice;

        Gates(@Nullable SSLContext key, Consumer<String> notice) {
            this.key = key;
            this.notice = notice;
        }

        @Override
        public ServerSocket createServerSocket() throws IOException {
            return new Gate(key, notice);
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return createServerSocket(port, 0);
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
                throws IOException {
            var gate = createServerSocket();
            gate.bind(new InetSocketAddress(address, port), backlog);
            return gate;
        }
    }
}
