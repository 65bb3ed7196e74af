package chatlab.site;

import java.io.IOException;

/// A WebSocket to one viewer. Thread-safe.
public interface SiteSocket {

    /// What the viewer sends. Called by one thread at a time, which may block: the viewer's next
    /// message waits. Called on a virtual thread.
    interface Listener {
        void text(String message);

        /// Without this method, a binary message closes the socket.
        default void binary(byte[] message) {
            throw new UnsupportedOperationException("this socket takes text only");
        }

        /// The socket has closed, for whatever reason.
        default void closed() {}
    }

    /// Starts to serve a viewer.
    @FunctionalInterface
    interface Opener {
        /// Called once for each viewer.
        ///
        /// @param socket already open
        Listener open(SiteSocket socket);
    }

    /// The one that was agreed on; empty: none.
    String subprotocol();

    /// Shows a state, and returns at once. While a viewer is still busy with an older state, a
    /// newer one replaces those that wait: at most one waits. A viewer who is gone misses it.
    void show(String state);

    /// Sends a message that must arrive, and waits until it is written.
    ///
    /// @throws IOException if the viewer is gone, or has read nothing for half a minute
    void send(String message) throws IOException, InterruptedException;

    /// Like the other method, as a binary message.
    void send(byte[] message) throws IOException, InterruptedException;

    /// Closes the socket; closing it again does nothing.
    ///
    /// @param code of RFC 6455, such as 1000
    /// @param reason at most 123 bytes
    void close(int code, String reason);
}
