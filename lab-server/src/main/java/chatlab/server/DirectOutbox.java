package chatlab.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;

/// Writes each message at once, on the thread of whoever sends it.
///
/// Its monitor is what keeps two messages from mixing on one socket. A writer holds it while the
/// client does not read, and every other thread with a message for this client waits behind it:
/// that is the lesson of this class.
final class DirectOutbox implements Outbox {
    private final Socket socket;

    /// The connection under the socket; the socket itself where there is no TLS between. Can be
    /// closed while a writer is stuck.
    private final Closeable line;

    private final Stats stats;

    /// Volatile: the heartbeat sets it without waiting for the monitor, which a writer may hold.
    private volatile String reason = "";

    DirectOutbox(Socket socket, Closeable line, Stats stats) {
        this.socket = socket;
        this.line = line;
        this.stats = stats;
    }

    @Override
    public synchronized boolean offer(EncodedMessage message) {
        if (!reason.isEmpty()) return false;
        try {
            socket.getOutputStream().write(message.bytes());
            stats.writes.increment();
            return true;
        } catch (IOException e) {
            abort("Write error: " + e.getMessage());
            return false;
        }
    }

    @Override
    public boolean put(EncodedMessage message) {
        return offer(message);
    }

    @Override
    public synchronized void finish(String why) {
        if (reason.isEmpty()) reason = why;
        Sockets.close(socket); // nobody is writing: under TLS, says so
        abort(why);
    }

    @Override
    public void abort(String why) {
        if (reason.isEmpty()) reason = why;
        Sockets.close(line); // the session's own thread sees the end of its input, and quits
    }

    @Override
    public String reason() {
        return reason;
    }
}
