package chatlab.server.transport;

import chatlab.server.delivery.Wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// A client without TLS.
final class PlainWire implements Wire {
    private final SocketChannel channel;
    private boolean blocked;

    PlainWire(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public boolean read(ByteBuffer into) throws IOException {
        return channel.read(into) >= 0;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int taken = channel.write(bytes);
        blocked = bytes.hasRemaining();
        return taken;
    }

    @Override
    public boolean flush() {
        return true;
    }

    @Override
    public boolean finish() {
        return true;
    }

    @Override
    public boolean isBlocked() {
        return blocked;
    }

    @Override
    public boolean isPaused() {
        return false;
    }
}
