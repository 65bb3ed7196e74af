package chatlab.server.delivery;

import chatlab.server.watch.Stats;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;

/// Writes each message at once, on the thread of its sender.
///
/// The monitor keeps two messages from mixing on one socket. A writer holds it while the client
/// does not read, and every other thread with a message for this client waits for it: that is the
/// lesson of this class.
public final class DirectOutbox implements Outbox {
    private final Socket socket;

    /// The connection under the socket; the socket itself where there is no TLS. It can be closed
    /// while a writer is stuck.
    private final Closeable line;

    private final Stats stats;

    /// Volatile: the heartbeat sets it without the monitor, which a stuck writer may hold.
    private volatile String reason = "";

    public DirectOutbox(Socket socket, Closeable line, Stats stats) {
        this.socket = socket;
        this.line = line;
        this.stats = stats;
    }

    @Override
    public synchronized boolean offer(EncodedMessage message) {
        if (!reason.isEmpty()) return false;
        try {
            socket.getOutputStream().write(message.bytes());
            stats.wrote();
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
        Sockets.close(socket); // nobody is writing; TLS can say goodbye
        abort(why);
    }

    @Override
    public void abort(String why) {
        if (reason.isEmpty()) reason = why;
        Sockets.close(line);
    }

    @Override
    public String reason() {
        return reason;
    }
}
