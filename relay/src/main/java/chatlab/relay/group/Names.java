package chatlab.relay.group;

import chatlab.relay.Server;

import org.jgroups.Address;
import org.jgroups.util.ExtendedUUID;
import org.jgroups.util.Util;

/// The name of a server is part of its JGroups address, so it is known wherever the address is.
final class Names {
    private static final byte[] KEY = Util.stringToBytes("lab");

    private Names() {}

    static Address address(String name) {
        return ExtendedUUID.randomUUID(name).put(KEY, Util.stringToBytes(name));
    }

    static Server server(Address address) {
        var name = address instanceof ExtendedUUID uuid ? uuid.get(KEY) : null;
        return new Server(name == null ? address.toString() : Util.bytesToString(name));
    }
}
