package chatlab.server;

import java.io.IOException;
import java.net.Socket;

/// Writes each message at once, on the thread of whoever sends it.
///
/// Its monitor is what keeps two messages from mixing on one socket. A writer holds it while the
/// client does not read, and every other thread with a message for this client waits behind it:
/// that is the lesson of this class.
final class DirectOutbox implements Outbox {
    private final Socket socket;
    private final Stats stats;

    /// Volatile: a session asks for the reason without waiting for the monitor.
    private volatile String failure = "";

    /// Guarded by the monitor.
    private boolean closed;

    DirectOutbox(Socket socket, Stats stats) {
        this.socket = socket;
        this.stats = stats;
    }

    @Override
    public synchronized boolean offer(EncodedMessage message) {
        if (closed) return false;
        try {
            socket.getOutputStream().write(message.bytes());
            stats.writes.increment();
            return true;
        } catch (IOException e) {
            failure = "Write error: " + e.getMessage();
            closed = true;
            Sockets.close(socket); // the session's own thread sees the end of its input, and quits
            return false;
        }
    }

    @Override
    public boolean put(EncodedMessage message) {
        return offer(message);
    }

    @Override
    public synchronized void finish() {
        closed = true;
        Sockets.close(socket);
    }

    @Override
    public String failure() {
        return failure;
    }
}
