package chatlab.client.chat;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// What the two threads of [ChatClient] tell each other, and where they wait for each other.
///
/// A monitor: its lock guards every field, each change notifies, and each wait is a loop that
/// checks its condition again.
final class ChatMonitor {
    /// The connection that the listener uses or tries to make; null while there is none.
    private @Nullable Closeable attempt;

    /// The connection, while the server has let us in on it; else null.
    private @Nullable ServerLink link;

    /// The last question of the typist that the server has answered.
    private String answered = "";

    /// Something was typed that could not be said.
    private boolean unsaid;

    /// The typist has begun to quit.
    private boolean leaving;

    /// There will be no further connection.
    private boolean over;

    /// The listener tries this connection. If the typist has left meanwhile, closes it.
    synchronized void attempt(Closeable connection) {
        attempt = connection;
        if (leaving) {
            close(connection);
        }
        notifyAll();
    }

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
        if (attempt == server) {
            attempt = null;
        }
        notifyAll();
    }

    /// The server has answered this question.
    synchronized void answer(String question) {
        answered = question;
        notifyAll();
    }

    synchronized void noteUnsaid() {
        unsaid = true;
    }

    synchronized boolean hasUnsaid() {
        return unsaid;
    }

    /// There will be no further connection; this one stays until the server ends it.
    synchronized void startLeaving() {
        leaving = true;
        notifyAll();
    }

    /// Ends whatever the listener is doing.
    synchronized void leaveNow() {
        startLeaving();
        if (attempt != null) {
            close(attempt);
        }
    }

    synchronized boolean isLeaving() {
        return leaving;
    }

    /// The chat is over; wakes a typist that waits for a connection.
    synchronized void end() {
        over = true;
        notifyAll();
    }

    synchronized boolean isOver() {
        return over;
    }

    /// Waits until the server has let us in; empty if the chat is over.
    synchronized Optional<ServerLink> awaitLink() throws InterruptedException {
        while (link == null && !over) {
            wait();
        }
        return Optional.ofNullable(link);
    }

    /// The connection, if the server has let us in. If it is about to do so, waits for it.
    synchronized Optional<ServerLink> link(Duration limit) throws InterruptedException {
        await(limit, () -> link != null || attempt == null || over);
        return Optional.ofNullable(link);
    }

    /// Waits until the server has answered this question.
    ///
    /// @return false if the connection ends or the answer takes too long
    synchronized boolean awaitAnswer(ServerLink server, String question, Duration limit)
            throws InterruptedException {
        await(limit, () -> answered.equals(question) || link != server);
        return answered.equals(question);
    }

    /// Waits for the server to end this connection, as it does after QUIT; then closes it.
    synchronized void awaitEnd(ServerLink server, Duration limit) throws InterruptedException {
        await(limit, () -> link != server);
        drop(server);
    }

    /// Waits before the next attempt to connect.
    ///
    /// @return whether there should be one
    synchronized boolean pause(Duration pause) throws InterruptedException {
        attempt = null;
        notifyAll();
        await(pause, () -> leaving);
        return !leaving;
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

    private static void close(Closeable connection) {
        try {
            connection.close();
        } catch (IOException _) {
            // The connection is no longer used.
        }
    }
}
