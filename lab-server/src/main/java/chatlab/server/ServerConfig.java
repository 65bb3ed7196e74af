package chatlab.server;

import chatlab.strategies.CatalogueEntry;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/// How a server is to run.
///
/// @param address where it listens; port 0 takes any free one
/// @param strategy makes one broadcast strategy per channel
/// @param outbox how many messages wait for one session at most; for [DeliveryPolicy#QUEUED]
/// @param operator how one becomes operator of the server; null if nobody can
public record ServerConfig(
        InetSocketAddress address,
        CatalogueEntry strategy,
        ThreadPolicy threads,
        DeliveryPolicy delivery,
        int outbox,
        OverflowPolicy overflow,
        @Nullable OperatorLogin operator) {

    /// A server without operators.
    public ServerConfig(
            InetSocketAddress address,
            CatalogueEntry strategy,
            ThreadPolicy threads,
            DeliveryPolicy delivery,
            int outbox,
            OverflowPolicy overflow) {
        this(address, strategy, threads, delivery, outbox, overflow, null);
    }

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
                OverflowPolicy.DISCONNECT);
    }

    /// The same with operators.
    public ServerConfig withOperator(@Nullable OperatorLogin login) {
        return new ServerConfig(address, strategy, threads, delivery, outbox, overflow, login);
    }
}
