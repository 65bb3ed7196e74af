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
/// @param name by which the server speaks
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
        Optional<TlsFiles> tls,
        String name) {

    /// What a server is called that was given no name.
    public static final String NAME = "chat.lab";

    /// Where the certificate and its key are; see `lab server --help`.
    public record TlsFiles(Path certificate, Path key) {}

    /// A server with the usual name.
    public ServerConfig(
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
        this(
                address,
                strategy,
                threads,
                delivery,
                outbox,
                overflow,
                limits,
                password,
                operator,
                batchWindow,
                tls,
                NAME);
    }

    /// @throws IllegalArgumentException if one of these cannot be, or not with the others
    public ServerConfig {
        if (outbox < 1) throw new IllegalArgumentException("an outbox holds at least one message");
        if (!isName(name)) throw new IllegalArgumentException("not a server's name: " + name);
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

    /// Whether a server can be called that: letters, digits, dots and hyphens, and a dot among
    /// them, so that it is no nick.
    static boolean isName(String name) {
        return name.length() <= 63 && name.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    }
}
