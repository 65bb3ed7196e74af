package chatlab.relay.group;

import org.jgroups.Version;
import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// The server socket of a relay. It hands out only connections of servers that may come in.
///
/// With a key, a visitor must show in the TLS handshake that it has it. Without one, it must at
/// least begin as JGroups does. Each visitor has a thread of its own for that, and little time. So
/// a stranger who says nothing keeps nobody out, and what strangers send is never parsed.
final class Gate extends ServerSocket {
    private static final int VISITORS = 64;
    private static final int PATIENCE_MILLIS = 3000;
    private static final byte[] COOKIE = {'b', 'e', 'l', 'a'}; // what JGroups sends first

    private final @Nullable SSLContext key;
    private final Consumer<String> notice;
    private final Semaphore room = new Semaphore(VISITORS);
    private final LinkedBlockingQueue<Socket> admitted = new LinkedBlockingQueue<>();
    private boolean open; // guarded by this; true once visitors are let in

    Gate(@Nullable SSLContext key, Consumer<String> notice) throws IOException {
        this.key = key;
        this.notice = notice;
    }

    @Override
    public Socket accept() throws IOException {
        synchronized (this) {
            if (!open) Thread.ofVirtual().name("relay gate").start(this::letIn);
            open = true;
        }
        try {
            var socket = admitted.take();
            if (isClosed()) {
                socket.close();
                throw new SocketException("closed");
            }
            return socket;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SocketException("interrupted");
        }
    }

    private void letIn() {
        while (!isClosed()) {
            try {
                var visitor = new Visitor();
                implAccept(visitor);
                if (room.tryAcquire()) {
                    Thread.ofVirtual().name("relay visitor").start(() -> check(visitor));
                } else {
                    visitor.close();
                }
            } catch (IOException e) {
                if (isClosed()) return;
            }
        }
    }

    private void check(Visitor visitor) {
        var from = visitor.getRemoteSocketAddress();
        try {
            visitor.setSoTimeout(PATIENCE_MILLIS);
            var socket = key == null ? visitor : shake(key, visitor);
            if (key == null) visitor.mustBeginAsJGroups();
            socket.setSoTimeout(0);
            admitted.add(socket);
        } catch (IOException e) {
            close(visitor);
            var address = visitor.getInetAddress();
            notice.accept(
                    "A connection from %s was refused: %s"
                            .formatted(
                                    address == null ? from : address.getHostAddress(),
                                    key == null
                                            ? e.getMessage()
                                            : "it does not have the key of this net. Start all"
                                                    + " servers with the same --relay-key."));
        } finally {
            room.release();
        }
    }

    private static Socket shake(SSLContext key, Socket visitor) throws IOException {
        var socket = (SSLSocket) key.getSocketFactory().createSocket(visitor, null, true);
        socket.setUseClientMode(false);
        socket.setNeedClientAuth(true);
        socket.startHandshake();
        return socket;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone in any case.
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        admitted.add(new Socket()); // wakes accept
    }

    /// A connection that looks ahead at the first bytes.
    private static final class Visitor extends Socket {
        private @Nullable BufferedInputStream in; // used by one thread at a time

        Visitor() throws SocketException {
            super((@Nullable SocketImpl) null);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return in == null ? super.getInputStream() : in;
        }

        void mustBeginAsJGroups() throws IOException {
            in = new BufferedInputStream(super.getInputStream());
            in.mark(COOKIE.length + Short.BYTES);
            var data = new DataInputStream(in);
            var cookie = data.readNBytes(COOKIE.length);
            if (!Arrays.equals(cookie, COOKIE)) {
                throw new IOException(
                        "it is no server of the lab, or has a key and this server has none.");
            }
            short version = data.readShort();
            if (!Version.isBinaryCompatible(version)) {
                throw new IOException(
                        ("it uses JGroups %s and this server %s. Start all servers from the same"
                                        + " version of the lab.")
                                .formatted(Version.print(version), Version.printVersion()));
            }
            in.reset();
        }
    }
}
