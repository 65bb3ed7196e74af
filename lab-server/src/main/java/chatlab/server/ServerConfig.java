package chatlab.server;

import chatlab.strategies.CatalogueEntry;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How a server is to run.
///
/// @param address where it listens; port 0 takes any free one
/// @param strategy makes one broadcast strategy per channel
/// @param outbox how many messages wait for one session at most; not for [DeliveryPolicy#DIRECT]
/// @param overflow what happens to a session for which more would have to wait
/// @param password what clients must send with PASS, if anything
/// @param operator how one becomes operator of the server, if anybody can
/// @param batchWindow how long a message may wait for others to be written with it; not for direct
/// @param tls what the server shows to clients, if it speaks TLS; not for loop
public record ServerConfig(
        InetSocketAddress address,
        CatalogueEntry strategy,
        ThreadPolicy threads,
        DeliveryPolicy delivery,
        int outbox,
        OverflowPolicy overflow,
        ServerLimits limits,
        Optional<String> password,
        Optional<OperatorLogin> operator,
        Duration batchWindow,
        Optional<TlsFiles> tls) {

    /// Where the certificate and its key are; see `lab server --help`.
    public record TlsFiles(Path certificate, Path key) {}

    /// @throws IllegalArgumentException if the outbox can hold nothing
    public ServerConfig {
        if (outbox < 1) throw new IllegalArgumentException("an outbox holds at least one message");
        if (tls.isPresent() && delivery == DeliveryPolicy.LOOP) {
            throw new IllegalArgumentException("the loop does not speak TLS");
        }
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
                ServerLimits.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                Optional.empty());
    }
}
