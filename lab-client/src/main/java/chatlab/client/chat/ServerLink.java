package chatlab.client.chat;

import chatlab.client.wire.Address;
import chatlab.protocol.LineDecoder;
import chatlab.protocol.LineDecoder.Line;
import chatlab.protocol.Message;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// A connection to a chat server whose calls block: the simplest kind.
///
/// One thread receives with [#next]; any thread may send.
final class ServerLink implements Closeable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int BUFFER_BYTES = 4096;

    /// The socket of TCP. To close it wakes every thread that reads or writes, with TLS, too.
    private final Socket line;

    /// The same socket, or TLS over it.
    private final Socket socket;

    private final OutputStream out;

    /// Guards `out`: keeps the lines of two threads from mixing.
    private final ReentrantLock sending = new ReentrantLock();

    /// Confined to the receiving thread, as are the fields below.
    private final LineDecoder decoder = new LineDecoder();

    private final byte[] buffer = new byte[BUFFER_BYTES];

    /// The first bytes that came; empty until then.
    private byte[] beginning = {};

    private ServerLink(Socket line, Socket socket) throws IOException {
        this.line = line;
        this.socket = socket;
        out = socket.getOutputStream();
    }

    /// Connects to a server.
    ///
    /// @param tls how to check the server's certificate; empty for a connection without TLS
    /// @param attempt gets the connection before this call waits for the server, so that another
    ///   thread can end the wait by closing it
    /// @throws IOException with a message that can be shown to the user; a [TlsException] says all
    static ServerLink open(Address server, Optional<TlsClient> tls, Consumer<Closeable> attempt)
            throws IOException {
        var address = new InetSocketAddress(server.host(), server.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException("no host is called " + server.host());
        }
        var line = new Socket();
        attempt.accept(line);
        try {
            line.setTcpNoDelay(true);
            line.connect(address, CONNECT_MILLIS);
            line.setSoTimeout(CONNECT_MILLIS);
            return new ServerLink(line, tls.isPresent() ? tls.get().over(line, server) : line);
        } catch (IOException e) {
            line.close();
            throw e;
        }
    }

    /// Limits how long [#next] waits for bytes. Called by the receiving thread.
    void waitAtMost(Duration limit) throws IOException {
        socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
    }

    /// Waits for the next message.
    ///
    /// @return null when the server has ended the connection, or if it does not speak IRC
    /// @throws SocketTimeoutException if nothing came in the time of [#waitAtMost]; the connection
    ///   can be used further
    @Nullable Message next() throws IOException {
        while (true) {
            for (var read = decoder.next(); read != null; read = decoder.next()) {
                if (read instanceof Line.Text(var text, _)
                        && Message.parse(text) instanceof Message message) {
                    return message;
                }
            }
            int count = socket.getInputStream().read(buffer);
            if (count < 0) {
                return null;
            }
            if (beginning.length == 0) {
                beginning = Arrays.copyOf(buffer, count);
                if (stranger().isPresent()) {
                    return null;
                }
            }
            decoder.feed(ByteBuffer.wrap(buffer, 0, count));
        }
    }

    /// If the server does not speak IRC, what it seems to be. Called by the receiving thread.
    Optional<Refusal> stranger() {
        return Stranger.of(beginning);
    }

    /// Sends a message. Waits while another thread sends.
    void send(Message message) throws IOException {
        sending.lock();
        write(message);
    }

    /// Sends a message unless another thread is sending. That thread may be stuck, because the
    /// server does not read.
    void sendIfFree(Message message) throws IOException {
        if (sending.tryLock()) {
            write(message);
        }
    }

    private void write(Message message) throws IOException {
        try {
            out.write(message.encode());
        } finally {
            sending.unlock();
        }
    }

    /// Closes the connection; a thread that waits in [#next] or [#send] gets an exception.
    @Override
    public void close() {
        try {
            line.close();
        } catch (IOException _) {
            // The connection is no longer used.
        }
    }
}
