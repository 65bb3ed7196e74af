package chatlab.server.net;

import chatlab.protocol.Message;
import chatlab.server.net.Event.Deed;
import chatlab.server.net.Event.Said;
import chatlab.server.net.Event.Signal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Events as bytes: a version, a letter for the kind, a number of eight bytes, and the rest. The
/// rest of a [Said] is a line of IRC, because these come by the thousand; that of others is JSON.
final class EventCodec {
    private static final byte VERSION = 1;
    private static final int HEADER = 2 + Long.BYTES;
    private static final JsonMapper JSON = new JsonMapper();

    private EventCodec() {}

    /// @param number of the deed
    record Numbered(long number, Event event) {}

    static byte[] said(Said said) {
        var line = said.message().format().getBytes(StandardCharsets.UTF_8);
        return bytes('S', said.by(), line);
    }

    static byte[] deed(long number, Deed deed) {
        return bytes('D', number, json(deed, Deed.class));
    }

    static byte[] signal(Signal signal) {
        return bytes('X', 0, json(signal, Signal.class));
    }

    /// How many bytes of JSON a deed takes.
    static int size(Deed deed) {
        return json(deed, Deed.class).length;
    }

    private static byte[] json(Object event, Class<?> type) {
        try {
            return JSON.writerFor(type).writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new AssertionError("plain values are JSON", e);
        }
    }

    private static byte[] bytes(char kind, long number, byte[] rest) {
        return ByteBuffer.allocate(HEADER + rest.length)
                .put(VERSION)
                .put((byte) kind)
                .putLong(number)
                .put(rest)
                .array();
    }

    /// @throws IOException with a sentence, if this is no event of this version
    static Numbered read(byte[] bytes) throws IOException {
        if (bytes.length < HEADER) {
            throw new IOException("It sent " + bytes.length + " bytes, which are no event.");
        }
        var buffer = ByteBuffer.wrap(bytes);
        byte version = buffer.get();
        if (version != VERSION) {
            throw new IOException(
                    "It speaks version %d of the protocol between servers, and this server version %d. Run the same lab on all servers."
                            .formatted(version, VERSION));
        }
        char kind = (char) buffer.get();
        long number = buffer.getLong();
        int length = bytes.length - HEADER;
        return switch (kind) {
            case 'S' -> {
                var line = new String(bytes, HEADER, length, StandardCharsets.UTF_8);
                if (!(Message.parse(line) instanceof Message message)
                        || message.parameters().isEmpty()) {
                    throw new IOException("It sent a line that is not IRC.");
                }
                yield new Numbered(number, new Said(number, message));
            }
            case 'D' -> new Numbered(number, JSON.readValue(bytes, HEADER, length, Deed.class));
            case 'X' -> new Numbered(number, JSON.readValue(bytes, HEADER, length, Signal.class));
            default -> throw new IOException("It sent an event of an unknown kind.");
        };
    }
}
