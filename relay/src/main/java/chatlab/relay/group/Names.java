package chatlab.relay.group;

import chatlab.relay.Server;

import org.jgroups.Address;
import org.jgroups.util.ExtendedUUID;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The name of a server and its incarnation are part of its JGroups address, so they are known
/// wherever the address is.
final class Names {
    private static final byte[] KEY = Util.stringToBytes("lab");

    private Names() {}

    static Address address(String name, long incarnation) {
        var text = name.getBytes(StandardCharsets.UTF_8);
        var value = ByteBuffer.allocate(Long.BYTES + text.length).putLong(incarnation).put(text);
        return ExtendedUUID.randomUUID(name).put(KEY, value.array());
    }

    static Server server(Address address) {
        var value = value(address);
        if (value == null) return new Server(address.toString());
        var text = new byte[value.remaining() - Long.BYTES];
        value.get(Long.BYTES, text);
        return new Server(new String(text, StandardCharsets.UTF_8));
    }

    static long incarnation(Address address) {
        var value = value(address);
        return value == null ? 0 : value.getLong(0);
    }

    private static @Nullable ByteBuffer value(Address address) {
        var bytes = address instanceof ExtendedUUID uuid ? uuid.get(KEY) : null;
        return bytes == null || bytes.length < Long.BYTES ? null : ByteBuffer.wrap(bytes);
    }
}
