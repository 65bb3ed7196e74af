package chatlab.client.chat;

import chatlab.client.wire.Address;
import chatlab.protocol.LineDecoder;
import chatlab.protocol.LineDecoder.Line;
import chatlab.protocol.Message;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/// A connection to a chat server whose calls block: the simplest kind.
///
/// One thread receives with [#next]; any thread may send.
final class ServerLink implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int WELCOME_MILLIS = 30_000;
    private static final int BUFFER_BYTES = 4096;

    private final Socket socket;

    /// Its monitor guards [#send].
    private final OutputStream out;

    /// Confined to the receiving thread, as is the buffer.
    private final LineDecoder decoder = new LineDecoder();

    private final byte[] buffer = new byte[BUFFER_BYTES];

    private ServerLink(Socket socket) throws IOException {
        this.socket = socket;
        out = socket.getOutputStream();
    }

    /// Connects to a server.
    ///
    /// @throws IOException with a message that can be shown to the user
    static ServerLink open(Address server) throws IOException {
        var address = new InetSocketAddress(server.host(), server.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException("no host is called " + server.host());
        }
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(WELCOME_MILLIS);
            socket.connect(address, CONNECT_MILLIS);
            return new ServerLink(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Lifts the time limit on silence. Until this call, half a minute of silence ends the
    /// connection, because a chat server would have answered by then.
    void waitForever() throws IOException {
        socket.setSoTimeout(0);
    }

    /// Waits for the next message.
    ///
    /// @return null when the server has ended the connection
    @Nullable Message next() throws IOException {
        while (true) {
            for (var line = decoder.next(); line != null; line = decoder.next()) {
                if (line instanceof Line.Text(var text)
                        && Message.parse(text) instanceof Message message) {
                    return message;
                }
            }
            int count = socket.getInputStream().read(buffer);
            if (count < 0) {
                return null;
            }
            decoder.feed(ByteBuffer.wrap(buffer, 0, count));
        }
    }

    /// Sends a message. The typist and the listener (which answers PING) both send; the lock keeps
    /// their lines from mixing.
    void send(Message message) throws IOException {
        byte[] line = message.encode();
        synchronized (out) {
            out.write(line);
        }
    }

    /// Closes the connection; a thread that waits in [#next] gets an exception.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // The connection is no longer used.
        }
    }
}
