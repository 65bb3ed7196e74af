package chatlab.server.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// The bytes of several messages, for one write. Grows up to a limit. Confined to one thread.
final class Batch {
    private final int limit;
    private byte[] bytes = new byte[512];
    private int length;

    /// @param limit the most bytes; at least the size of the longest message
    Batch(int limit) {
        this.limit = limit;
    }

    boolean fits(EncodedMessage message) {
        return length + message.length() <= limit;
    }

    void add(EncodedMessage message) {
        int end = length + message.length();
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(end, 2 * bytes.length)));
        }
        System.arraycopy(message.bytes(), 0, bytes, length, message.length());
        length = end;
    }

    /// Writes all bytes; then the batch is empty.
    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
        length = 0;
    }
}
