package chatlab.relay.group;

import chatlab.relay.Relay;
import chatlab.relay.Server;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What travels between servers: some events of one server, in the order sent.
///
/// On the wire: two letters, the version, the server's name, its incarnation, the packet's number,
/// the audience behind its size, then each event behind its length.
///
/// @param from the server that sent it
/// @param incarnation differs each time a server of this name is started
/// @param number counts a server's packets from 1
/// @param audience the incarnations of the servers that the sender could reach; only Raft needs it
record Packet(
        Server from, long incarnation, long number, List<Long> audience, List<byte[]> events) {

    /// Servers whose packets have another number cannot understand each other.
    static final byte VERSION = 1;

    /// Packets are not filled beyond this, unless one event alone is longer.
    static final int FULL = 48_000;

    private static final short MAGIC = 'L' << 8 | 'R';
    private static final int HEAD = Short.BYTES + 3 + 2 * Long.BYTES;

    /// A packet that is not ours.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String why) {
            super(why);
        }
    }

    Packet forThose(List<Long> newAudience) {
        return new Packet(from, incarnation, number, newAudience, events);
    }

    byte[] bytes() {
        var name = from.name().getBytes(StandardCharsets.UTF_8);
        int length = HEAD + name.length + audience.size() * Long.BYTES;
        for (var event : events) length += Short.BYTES + event.length;
        var buffer = ByteBuffer.allocate(length);
        buffer.putShort(MAGIC).put(VERSION).put((byte) name.length).put(name);
        buffer.putLong(incarnation).putLong(number).put((byte) audience.size());
        for (long one : audience) buffer.putLong(one);
        for (var event : events) buffer.putShort((short) event.length).put(event);
        return buffer.array();
    }

    static Packet of(byte[] bytes, int offset, int length) throws Unreadable {
        var buffer = ByteBuffer.wrap(bytes, offset, length);
        try {
            if (buffer.getShort() != MAGIC) throw new Unreadable("it does not begin with LR");
            int version = buffer.get();
            if (version != VERSION) {
                throw new Unreadable(
                        "its version is %d, and this server speaks version %d"
                                .formatted(version, VERSION));
            }
            var name = new byte[Byte.toUnsignedInt(buffer.get())];
            buffer.get(name);
            long incarnation = buffer.getLong();
            long number = buffer.getLong();
            var audience = new ArrayList<Long>();
            for (int left = Byte.toUnsignedInt(buffer.get()); left > 0; left--) {
                audience.add(buffer.getLong());
            }
            var events = new ArrayList<byte[]>();
            while (buffer.hasRemaining()) {
                int size = Short.toUnsignedInt(buffer.getShort());
                if (size > Relay.MAX_EVENT || size > buffer.remaining()) {
                    throw new Unreadable("an event in it has no end");
                }
                var event = new byte[size];
                buffer.get(event);
                events.add(event);
            }
            var from = new Server(new String(name, StandardCharsets.UTF_8));
            return new Packet(from, incarnation, number, audience, events);
        } catch (BufferUnderflowException e) {
            throw new Unreadable("it is cut short");
        }
    }
}
