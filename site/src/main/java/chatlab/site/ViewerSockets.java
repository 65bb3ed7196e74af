package chatlab.site;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The open sockets of a site: counts them, and keeps those of silent viewers alive. Thread-safe.
final class ViewerSockets implements AutoCloseable {
    /// Shorter than the time after which a silent connection is closed.
    private static final Duration PING = Duration.ofSeconds(20);

    private final int most;
    private final Set<ViewerSocket> open = ConcurrentHashMap.newKeySet();
    private final Thread pinging = Thread.ofVirtual().name("site pings").start(this::ping);

    ViewerSockets(int most) {
        this.most = most;
    }

    int count() {
        return open.size();
    }

    boolean isFull() {
        return open.size() >= most;
    }

    /// Returns whether there was room; several may have arrived at once.
    boolean add(ViewerSocket socket) {
        open.add(socket);
        if (open.size() <= most) return true;
        open.remove(socket);
        return false;
    }

    void remove(ViewerSocket socket) {
        open.remove(socket);
    }

    /// A viewer who reads nothing does not answer, and the connection is closed as idle.
    private void ping() {
        try {
            while (true) {
                Thread.sleep(PING);
                open.forEach(ViewerSocket::ping);
            }
        } catch (InterruptedException _) {
            // The site has closed.
        }
    }

    @Override
    public void close() {
        pinging.interrupt();
        open.forEach(socket -> socket.close(ViewerSocket.GOING_AWAY, "The lab has ended."));
    }
}
