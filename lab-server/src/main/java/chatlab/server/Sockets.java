package chatlab.server;

import java.io.Closeable;
import java.io.IOException;

/// Closing without a second thought.
final class Sockets {
    private Sockets() {}

    /// Closes a socket that nothing more is expected of.
    static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Closed is closed: there is nobody left to tell.
        }
    }
}
