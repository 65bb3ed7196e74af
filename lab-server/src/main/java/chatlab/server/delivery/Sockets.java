package chatlab.server.delivery;

import java.io.Closeable;
import java.io.IOException;

/// Closes sockets without complaints.
public final class Sockets {
    private Sockets() {}

    public static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // The connection is gone either way.
        }
    }
}
