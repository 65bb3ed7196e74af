package chatlab.relay;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/// How to open a relay.
///
/// @param ordering a name from [Relays#list()], or the path of an XML file with a JGroups stack
/// @param server the name of this server, unique in the net
/// @param address the address to listen on. Without a key only the loopback is accepted
/// @param port the port to listen on
/// @param peers the servers to look for, each as `host:port` or `port`, this one perhaps included;
///   or `dns:NAME`, whose addresses are those of the servers
/// @param key the key file that all servers of the net share, or null
/// @param faults faults to cause on purpose
public record RelayOptions(
        String ordering,
        String server,
        String address,
        int port,
        List<String> peers,
        @Nullable Path key,
        NetFaults faults) {

    public static final String LOOPBACK = "127.0.0.1";

    public RelayOptions {
        peers = List.copyOf(peers);
    }

    /// On the loopback, without a key.
    public RelayOptions(String ordering, String server, int port, List<String> peers) {
        this(ordering, server, LOOPBACK, port, peers, null, new NetFaults());
    }
}
