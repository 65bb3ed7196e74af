package chatlab.client.wire;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/// One non-blocking connection of the swarm: bytes out, lines in. Confined to the swarm's thread.
public final class NonBlockingConnection {
    /// The most bytes in a line, tags included.
    private static final int MAX_LINE = 9000;

    private final SocketChannel channel;
    private final SelectionKey key;

    /// The bytes that wait to be sent: those from 0 up to its position.
    private ByteBuffer outgoing = ByteBuffer.allocate(512);

    /// The first part of a line whose end has not arrived.
    private byte[] begun = new byte[0];

    private boolean isPaused;

    /// Opens an unconnected connection that the selector watches.
    public NonBlockingConnection(Selector selector) throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = channel.register(selector, 0);
    }

    /// Attaches `owner` to what the selector reports about this connection.
    public void reportTo(Object owner) {
        key.attach(owner);
    }

    /// Begins to connect; the selector reports when to call [#finishConnect].
    public void connect(SocketAddress address) throws IOException {
        key.interestOps(SelectionKey.OP_CONNECT);
        channel.connect(address);
    }

    public void finishConnect() throws IOException {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
    }

    /// Appends bytes to what [#flush] will send.
    ///
    /// @return whether nothing was waiting before
    public boolean send(byte[] bytes) {
        boolean first = outgoing.position() == 0;
        if (outgoing.remaining() < bytes.length) {
            int needed = outgoing.position() + bytes.length;
            outgoing = ByteBuffer.allocate(needed * 2).put(outgoing.flip());
        }
        outgoing.put(bytes);
        return first;
    }

    /// Sends as much as the socket takes; the rest follows when the selector reports room.
    public void flush() throws IOException {
        channel.write(outgoing.flip());
        outgoing.compact();
        boolean unsent = outgoing.position() > 0;
        int interest = (isPaused ? 0 : SelectionKey.OP_READ) | (unsent ? SelectionKey.OP_WRITE : 0);
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    /// Stops to read, or begins again. What arrives meanwhile stays in the socket's buffers, until
    /// these are full.
    public void pause(boolean isOn) throws IOException {
        isPaused = isOn;
        flush();
    }

    /// Reads once and passes every whole line that has arrived to `handler`.
    ///
    /// @param scratch a buffer to read into, shared by all connections; its content is of no use
    ///   afterwards
    /// @return false when the server has ended the connection
    public boolean read(byte[] scratch, Wire wire, Wire.Handler handler) throws IOException {
        var buffer = ByteBuffer.wrap(scratch).put(begun);
        if (channel.read(buffer) < 0) {
            return false;
        }
        int end = buffer.position();
        int used = wire.read(scratch, end, handler);
        if (end - used > MAX_LINE) {
            throw new IOException("the server sent a line longer than IRC allows");
        }
        begun = Arrays.copyOfRange(scratch, used, end);
        return true;
    }

    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // Nobody uses this connection any more.
        }
    }
}
