package chatlab.server;

import chatlab.strategies.CatalogueEntry;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/// How a server is to run.
///
/// @param address where it listens; port 0 takes any free one
/// @param strategy makes one broadcast strategy per channel
/// @param outbox how many messages wait for one session at most; not for [DeliveryPolicy#DIRECT]
/// @param overflow what happens to a session for which more would have to wait
/// @param password what clients must send with PASS, if anything
public record ServerConfig(
        InetSocketAddress address,
        CatalogueEntry strategy,
        ThreadPolicy threads,
        DeliveryPolicy delivery,
        int outbox,
        OverflowPolicy overflow,
        Limits limits,
        Optional<String> password) {

    /// @throws IllegalArgumentException if the outbox can hold nothing
    public ServerConfig {
        if (outbox < 1) throw new IllegalArgumentException("an outbox holds at least one message");
    }

    /// The server's defaults, with a strategy, on any free loopback port.
    public static ServerConfig of(CatalogueEntry strategy) {
        return new ServerConfig(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                strategy,
                ThreadPolicy.VIRTUAL,
                DeliveryPolicy.QUEUED,
                1024,
                OverflowPolicy.DISCONNECT,
                Limits.DEFAULT,
                Optional.empty());
    }
}
