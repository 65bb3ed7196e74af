package chatlab.protocol;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/// Turns bytes into lines: feed it the bytes from a socket, in pieces of any size, and take out the
/// complete lines.
///
/// LF ends a line; CRs before it belong to the line end. A line over IRC's limit
/// ([Message#MAX_BYTES], and [Message#MAX_TAG_BYTES] more for tags) comes out once, as
/// [Line.TooLong], and decoding continues after it. Bytes that are not UTF-8 become U+FFFD.
///
/// A line without an end takes no more memory than the longest valid line. Lines wait until [#next]
/// takes them, so take all of them before you feed more.
///
/// Not thread-safe: it belongs to the one thread that reads its connection.
public final class LineDecoder {
    private static final int CAPACITY = Message.MAX_TAG_BYTES + Message.MAX_BYTES;

    private static final char REPLACED = '\uFFFD';

    /// One line, or the report of a line that was too long.
    public sealed interface Line {

        /// A line without its line end.
        ///
        /// @param isUtf8 false if bytes of it have become U+FFFD
        record Text(String text, boolean isUtf8) implements Line {
            public Text(String text) {
                this(text, true);
            }
        }

        /// A line over the limit. Its text is lost.
        ///
        /// @param bytes its length with the line end; [Integer#MAX_VALUE] if it is longer than that
        record TooLong(int bytes) implements Line {}
    }

    private final Queue<Line> lines = new ArrayDeque<>(1);

    /// The first bytes of the line in progress, at most `CAPACITY`.
    private byte[] line = new byte[0];

    /// The length of the line in progress, with the bytes that are not kept.
    private int length;

    /// Decodes all remaining bytes of the buffer.
    public void feed(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int lineFeed = indexOfLineFeed(bytes);
            if (lineFeed < 0) {
                append(bytes, bytes.remaining());
            } else {
                append(bytes, lineFeed + 1 - bytes.position());
                lines.add(endLine());
                length = 0;
            }
        }
    }

    /// Takes the bytes after the last line end as a line, if there are any: the input has ended.
    public void end() {
        if (length > 0) feed(ByteBuffer.wrap(new byte[] {'\n'}));
    }

    /// The next line, or null if none is complete.
    public @Nullable Line next() {
        return lines.poll();
    }

    private static int indexOfLineFeed(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void append(ByteBuffer bytes, int count) {
        int kept = Math.min(count, Math.max(0, CAPACITY - length));
        if (kept > 0) {
            makeRoom(length + kept);
            bytes.get(line, length, kept);
        }
        bytes.position(bytes.position() + count - kept);
        length = (int) Math.min((long) length + count, Integer.MAX_VALUE);
    }

    private void makeRoom(int needed) {
        if (needed > line.length) {
            line = Arrays.copyOf(line, Math.min(CAPACITY, Math.max(needed, 2 * line.length)));
        }
    }

    private Line endLine() {
        int tags = tagBytes();
        if (tags > Message.MAX_TAG_BYTES || length - tags > Message.MAX_BYTES) {
            return new Line.TooLong(length);
        }
        int end = length - 1;
        while (end > 0 && line[end - 1] == '\r') {
            end--;
        }
        var text = new String(line, 0, end, StandardCharsets.UTF_8);
        return new Line.Text(text, text.indexOf(REPLACED) < 0 || isUtf8(end));
    }

    /// U+FFFD may also be what the line says.
    private boolean isUtf8(int end) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, end));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /// The number of bytes of the tags: from the `@` to the first space, both included.
    private int tagBytes() {
        if (line[0] != '@') {
            return 0;
        }
        int kept = Math.min(length, CAPACITY);
        for (int i = 1; i < kept; i++) {
            if (line[i] == ' ') {
                return i + 1;
            }
        }
        return length;
    }
}
