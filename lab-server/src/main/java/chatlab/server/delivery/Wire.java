package chatlab.server.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The bytes of one client of the selector loop, to and from its socket: as they are, or through
/// TLS. Never blocks. Confined to the loop's thread.
public interface Wire {

    /// Appends to a buffer what has come from the client; perhaps nothing.
    ///
    /// @return false if nothing will follow
    boolean read(ByteBuffer into) throws IOException;

    /// Takes bytes for the client.
    ///
    /// @return how many; fewer than there are if the wire is not ready for more
    int write(ByteBuffer bytes) throws IOException;

    /// Sends what was taken.
    ///
    /// @return false if the socket is full and some of it still waits
    boolean flush() throws IOException;

    /// Says goodbye, as TLS demands it, after the last byte.
    ///
    /// @return false if this must be called again later
    boolean finish() throws IOException;

    /// Whether the wire waits until the socket can be written.
    boolean isBlocked();

    /// Whether the wire must not be read now. It asks the loop to be read again.
    boolean isPaused();
}
