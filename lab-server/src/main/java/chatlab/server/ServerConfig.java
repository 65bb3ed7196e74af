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
/// @param name by which the server speaks: a host name
public record ServerConfig(
        InetSocketAddress address,
        CatalogueEntry strategy,
        ThreadPolicy threads,
        DeliveryPolicy delivery,
        int outbox,
        OverflowPolicy overflow,
        @Nullable OperatorLogin operator,
        String name) {

    /// What a server is called that was given no name.
    public static final String NAME = "chat.lab";

    /// A server without operators, with the usual name.
    public ServerConfig(
            InetSocketAddress address,
            CatalogueEntry strategy,
            ThreadPolicy threads,
            DeliveryPolicy delivery,
            int outbox,
            OverflowPolicy overflow) {
        this(address, strategy, threads, delivery, outbox, overflow, null, NAME);
    }

    /// @throws IllegalArgumentException if the outbox can hold nothing, or the name is not one word
    public ServerConfig {
        if (outbox < 1) throw new IllegalArgumentException("an outbox holds at least one message");
        if (!isName(name)) throw new IllegalArgumentException("not a server's name: " + name);
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
        return new ServerConfig(
                address, strategy, threads, delivery, outbox, overflow, login, name);
    }

    /// The same under another name.
    public ServerConfig withName(String other) {
        return new ServerConfig(
                address, strategy, threads, delivery, outbox, overflow, operator, other);
    }

    /// Whether a server can be called that: letters, digits, dots and hyphens, and a dot among
    /// them, so that it is no nick.
    static boolean isName(String name) {
        return name.length() <= 63 && name.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    }
}
