package chatlab.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/// A non-blocking connection of the swarm: bytes out, lines in. Used by the swarm's thread only.
final class Connection {
    /// A line may have no more bytes than this, tags and all.
    private static final int MAX_LINE = 9000;

    private final SocketChannel channel;
    private final SelectionKey key;

    /// What waits to be sent: the bytes from 0 up to its position.
    private ByteBuffer outgoing = ByteBuffer.allocate(512);

    /// The beginning of a line whose end has not arrived.
    private byte[] begun = new byte[0];

    Connection(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    void finishConnect() throws IOException {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
    }

    /// Appends bytes to what [#flush] will send.
    void send(byte[] bytes) {
        if (outgoing.remaining() < bytes.length) {
            int needed = outgoing.position() + bytes.length;
            outgoing = ByteBuffer.allocate(needed * 2).put(outgoing.flip());
        }
        outgoing.put(bytes);
    }

    /// Sends as much as the socket takes; the rest follows when the selector says so.
    void flush() throws IOException {
        channel.write(outgoing.flip());
        outgoing.compact();
        boolean unsent = outgoing.position() > 0;
        key.interestOps(SelectionKey.OP_READ | (unsent ? SelectionKey.OP_WRITE : 0));
    }

    /// Reads once what has arrived and hands every whole line in it to `handler`.
    ///
    /// @param buffer scratch space, shared by all connections; its content means nothing afterwards
    /// @return false when the server has ended the connection
    boolean read(ByteBuffer buffer, Wire wire, Wire.Handler handler) throws IOException {
        buffer.clear().put(begun);
        if (channel.read(buffer) < 0) {
            return false;
        }
        int end = buffer.position();
        int used = wire.read(buffer.array(), end, handler);
        if (end - used > MAX_LINE) {
            throw new IOException("the server sent a line longer than IRC allows");
        }
        begun = Arrays.copyOfRange(buffer.array(), used, end);
        return true;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // Nothing was expected of this connection any more.
        }
    }
}
