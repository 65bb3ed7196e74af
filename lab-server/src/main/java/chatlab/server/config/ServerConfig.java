package chatlab.server.config;

import chatlab.catalogue.CatalogueEntry;
import chatlab.protocol.Message;
import chatlab.server.account.Accounts;
import chatlab.server.limits.ServerLimits;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// The configuration of a server; see [ServerOptions].
///
/// @param address where the server listens; port 0 takes any free one
/// @param strategy creates one broadcast strategy per channel
/// @param outbox the most messages that wait for one session; not for [DeliveryPolicy#DIRECT]
/// @param outboxBytes the most bytes of these messages
/// @param catchUp how long senders wait for a session whose outbox is half full if its socket takes
///   nothing; for queued only
/// @param overflow what happens to a session whose outbox is full
/// @param password the password that clients must send with PASS, if any
/// @param operator the login for operators of the server, if any
/// @param batchWindow how long a message may wait, so that others are written with it; not for
///   direct
/// @param tls the certificate, if the server speaks TLS
/// @param name the server's name
/// @param description the server's description in WHOIS and LINKS
/// @param accounts the accounts that clients can log in to, if the server has any
/// @param history the most messages that a channel keeps for CHATHISTORY; 0: none
public record ServerConfig(
        InetSocketAddress address,
        CatalogueEntry strategy,
        ThreadPolicy threads,
        DeliveryPolicy delivery,
        int outbox,
        int outboxBytes,
        Duration catchUp,
        OverflowPolicy overflow,
        ServerLimits limits,
        Optional<String> password,
        Optional<OperatorLogin> operator,
        Duration batchWindow,
        Optional<TlsFiles> tls,
        String name,
        String description,
        Optional<Accounts> accounts,
        int history) {

    /// The smallest outbox in bytes: the longest message with tags fits.
    public static final int MIN_OUTBOX_BYTES = Message.MAX_TAG_BYTES + Message.MAX_BYTES;

    /// Which threads serve the clients, in words.
    public String servedBy() {
        return delivery == DeliveryPolicy.LOOP ? "one thread" : threads + " threads";
    }

    /// The files with the certificate and its key; see `lab server --help`.
    public record TlsFiles(Path certificate, Path key) {}

    /// The server's defaults, with a strategy, on any free loopback port.
    public static ServerConfig of(CatalogueEntry strategy) {
        return of(strategy, _ -> {});
    }

    /// As [#of(CatalogueEntry)], with changes.
    ///
    /// @throws IllegalArgumentException as [ServerOptions#config]
    public static ServerConfig of(CatalogueEntry strategy, Consumer<ServerOptions> changes) {
        var options = new ServerOptions();
        options.port = 0;
        changes.accept(options);
        return options.config(strategy);
    }
}
