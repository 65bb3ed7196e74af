package chatlab.client.chat;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// What the two threads of [ChatClient] tell each other, and where they wait for each other.
///
/// A monitor: its lock guards every field, each change notifies, and each wait is a loop that
/// checks its condition again.
final class ChatMonitor {
    private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(10);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    /// The connection, while the server has let us in on it; else null.
    private @Nullable ServerLink link;

    /// The server has processed everything typed.
    private boolean confirmed;

    /// Something was typed that could not be said.
    private boolean unsaid;

    /// The typist has begun to quit.
    private boolean leaving;

    /// There will be no further connection.
    private boolean over;

    /// The server has let us in on this connection.
    synchronized void open(ServerLink server) {
        link = server;
        notifyAll();
    }

    synchronized boolean isOpen(ServerLink server) {
        return link == server;
    }

    /// Closes this connection, for both threads.
    synchronized void drop(ServerLink server) {
        server.close();
        if (link == server) {
            link = null;
        }
        notifyAll();
    }

    synchronized void confirm() {
        confirmed = true;
        notifyAll();
    }

    synchronized void noteUnsaid() {
        unsaid = true;
    }

    synchronized boolean hasUnsaid() {
        return unsaid;
    }

    synchronized void startLeaving() {
        leaving = true;
    }

    synchronized boolean isLeaving() {
        return leaving;
    }

    /// The chat is over; wakes a typist that waits for a connection.
    synchronized void end() {
        over = true;
        notifyAll();
    }

    /// Waits until the server has let us in; empty if the chat is over.
    synchronized Optional<ServerLink> awaitLink() throws InterruptedException {
        while (link == null && !over) {
            wait();
        }
        return Optional.ofNullable(link);
    }

    /// Waits until the server has processed everything typed.
    ///
    /// @return false if the connection ends or the answer takes too long
    synchronized boolean awaitConfirmation(ServerLink server) throws InterruptedException {
        await(CONFIRM_WITHIN, () -> confirmed || link != server);
        return confirmed;
    }

    /// Waits for the server to end this connection, as it does after QUIT; then closes it.
    synchronized void awaitEnd(ServerLink server) throws InterruptedException {
        await(CLOSE_WITHIN, () -> link != server);
        drop(server);
    }

    private synchronized void await(Duration limit, BooleanSupplier done)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long left = limit.toNanos();
        while (!done.getAsBoolean() && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = deadline - System.nanoTime();
        }
    }
}
