package chatlab.client.wire;

import chatlab.protocol.LineDecoder;
import chatlab.protocol.LineDecoder.Line;
import chatlab.protocol.Message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Reads the lines that a server sends to the clients of a swarm.
///
/// The swarm shares the processors with the server that it measures. So messages of this run, which
/// arrive by the million, are read directly in the buffer. All other lines go through [LineDecoder]
/// and [Message], as in any client.
///
/// Holds no state of a connection: one instance serves the whole swarm, on the swarm's thread.
public final class Wire {
    private static final byte[] PRIVMSG = "PRIVMSG ".getBytes(StandardCharsets.US_ASCII);

    private final Payload payload;
    private final LineDecoder decoder = new LineDecoder();

    /// Receives each line that was read.
    public interface Handler {
        /// A message of this run arrived intact.
        void payload(int sender, int sequence, long sentAt);

        /// A message of this run arrived damaged.
        void damaged();

        /// Any other message of IRC.
        void message(Message message);
    }

    public Wire(Payload payload) {
        this.payload = payload;
    }

    /// Reads all whole lines among the first `end` bytes.
    ///
    /// @return how many bytes they take; the first part of a line may follow
    int read(byte[] bytes, int end, Handler handler) {
        int at = 0;
        while (at < end) {
            int next = readPayload(bytes, at, end, handler);
            if (next < 0) {
                next = readLine(bytes, at, end, handler);
            }
            if (next < 0) {
                return at;
            }
            at = next;
        }
        return at;
    }

    /// Reads `:source PRIVMSG target :payload` and returns where the next line begins; -1 if the
    /// line is of another kind or incomplete.
    private int readPayload(byte[] bytes, int at, int end, Handler handler) {
        if (bytes[at] != ':') {
            return -1;
        }
        int command = indexOf(' ', bytes, at, end) + 1;
        if (command == 0 || !startsWith(PRIVMSG, bytes, command, end)) {
            return -1;
        }
        int text = indexOf(' ', bytes, command + PRIVMSG.length, end) + 1;
        if (text == 0 || text == end) {
            return -1;
        }
        if (bytes[text] == ':') {
            text++;
        }
        int textEnd = text + payload.size();
        int next = afterLineEnd(bytes, textEnd, end);
        if (next < 0 || payload.inspect(bytes, text, textEnd) != Payload.Kind.INTACT) {
            return -1;
        }
        handler.payload(
                Payload.sender(bytes, text),
                Payload.sequence(bytes, text),
                Payload.time(bytes, text));
        return next;
    }

    private int readLine(byte[] bytes, int at, int end, Handler handler) {
        int next = indexOf('\n', bytes, at, end) + 1;
        if (next == 0) {
            return -1;
        }
        decoder.feed(ByteBuffer.wrap(bytes, at, next - at));
        if (decoder.next() instanceof Line.Text(var text, _)
                && Message.parse(text) instanceof Message message) {
            handle(message, handler);
        }
        return next;
    }

    /// Messages of this run get here if the server adds tags, which [#readPayload] does not read.
    private void handle(Message message, Handler handler) {
        if (!message.command().equals("PRIVMSG") || message.parameters().size() < 2) {
            handler.message(message);
            return;
        }
        byte[] text = message.parameter(1).getBytes(StandardCharsets.UTF_8);
        switch (payload.inspect(text, 0, text.length)) {
            case INTACT ->
                    handler.payload(
                            Payload.sender(text, 0),
                            Payload.sequence(text, 0),
                            Payload.time(text, 0));
            case DAMAGED -> handler.damaged();
            case FOREIGN -> handler.message(message);
        }
    }

    private static int indexOf(char wanted, byte[] bytes, int from, int end) {
        for (int index = from; index < end; index++) {
            if (bytes[index] == wanted) {
                return index;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] prefix, byte[] bytes, int from, int end) {
        if (end - from < prefix.length) {
            return false;
        }
        for (int index = 0; index < prefix.length; index++) {
            if (bytes[from + index] != prefix[index]) {
                return false;
            }
        }
        return true;
    }

    /// The index after the line end at `at`; -1 if no line end is there.
    private static int afterLineEnd(byte[] bytes, int at, int end) {
        int lineFeed = at < end && bytes[at] == '\r' ? at + 1 : at;
        return lineFeed < end && bytes[lineFeed] == '\n' ? lineFeed + 1 : -1;
    }
}
