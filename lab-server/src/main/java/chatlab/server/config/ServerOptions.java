package chatlab.server.config;

import chatlab.catalogue.CatalogueEntry;
import chatlab.protocol.Message;
import chatlab.server.account.Accounts;
import chatlab.server.limits.ServerLimits;
import chatlab.terminal.DurationConverter;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The options of `lab server` that make up its [ServerConfig], with their defaults. Picocli fills
/// the fields from the command line, and tests fill them by hand. Not thread-safe.
public final class ServerOptions {
    @Option(names = "--port", description = "Port to listen on; 0 takes any free one.")
    public int port = 8080;

    @Option(names = "--bind", description = "Address to listen on.")
    public String bind = "127.0.0.1";

    @Option(
            names = "--threads",
            description =
                    "Kind of threads: ${COMPLETION-CANDIDATES}. Without effect with --delivery"
                            + " loop.")
    public ThreadPolicy threads = ThreadPolicy.VIRTUAL;

    @Option(
            names = "--delivery",
            description =
                    "How messages go out: ${COMPLETION-CANDIDATES}. queued: the client's own thread"
                            + " writes; loop: one thread writes to all; direct: the sender writes.")
    public DeliveryPolicy delivery = DeliveryPolicy.QUEUED;

    @Option(
            names = "--outbox",
            paramLabel = "MESSAGES",
            description = "The most messages that wait for one client.")
    public int outbox = 1024;

    @Option(
            names = "--outbox-bytes",
            paramLabel = "BYTES",
            description = "The most bytes of these messages.")
    public int outboxBytes = 1024 * Message.MAX_BYTES;

    @Option(
            names = "--catch-up",
            paramLabel = "TIME",
            showDefaultValue = Help.Visibility.NEVER,
            converter = DurationConverter.class,
            description =
                    "How long others wait for a client whose outbox is half full while its socket"
                            + " takes nothing; with --delivery queued. Default: 200ms.")
    public Duration catchUp = Duration.ofMillis(200);

    @Option(
            names = "--overflow",
            description =
                    "What happens to a client whose outbox is full: ${COMPLETION-CANDIDATES}.")
    public OverflowPolicy overflow = OverflowPolicy.DISCONNECT;

    @Option(names = "--name", paramLabel = "HOST", description = "The server's name.")
    public String name = "chat.lab";

    @Option(
            names = "--description",
            paramLabel = "TEXT",
            description = "The server's description in WHOIS and LINKS.")
    public String description = "Chat Lab";

    @Option(
            names = "--accounts",
            paramLabel = "FILE",
            description =
                    "Let clients log in to the accounts of this file, which lab server account add"
                            + " writes.")
    public @Nullable Path accounts;

    @Option(
            names = "--history",
            paramLabel = "MESSAGES",
            description =
                    "The most messages that each channel keeps for clients that ask for them;"
                            + " 0: none.")
    public int history = 500;

    @Option(
            names = "--password",
            paramLabel = "WORD",
            description = "The password that clients must send with PASS; default: none.")
    public @Nullable String password;

    @Option(
            names = "--max-sessions",
            paramLabel = "N",
            description = "The most clients that may be connected at once.")
    public int maxSessions = ServerLimits.DEFAULT.sessions();

    @Option(
            names = "--max-per-address",
            paramLabel = "N",
            description = "The most clients from one address; the loopback is exempt.")
    public int maxPerAddress = ServerLimits.DEFAULT.perAddress();

    @Option(
            names = "--idle",
            paramLabel = "TIME",
            showDefaultValue = Help.Visibility.NEVER,
            converter = DurationConverter.class,
            description = "Send a client a PING after this silence. Default: 90s.")
    public Duration idle = ServerLimits.DEFAULT.silence();

    @Option(
            names = "--oper",
            paramLabel = "NAME:PASSWORD",
            description =
                    "The name and password with which OPER makes a user operator of the server.")
    public @Nullable String operator;

    @Option(
            names = "--flood",
            paramLabel = "LINES",
            description =
                    "The most lines a second from one client; 0: no limit. The loopback is exempt.")
    public int flood = ServerLimits.DEFAULT.flood();

    @Option(
            names = "--batch-window",
            paramLabel = "TIME",
            showDefaultValue = Help.Visibility.NEVER,
            converter = DurationConverter.class,
            description =
                    "Let messages wait this long, such as 5ms, so that more are written at once.")
    public Duration batchWindow = Duration.ZERO;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Speak TLS with this certificate: PEM, or a PKCS#12 store.")
    public @Nullable Path tlsCertificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description =
                    "The certificate's key in PEM; for a PKCS#12 store, a file with its password.")
    public @Nullable Path tlsKey;

    /// How long a client has to register.
    public Duration registration = ServerLimits.DEFAULT.registration();

    /// How long a client has to answer a PING.
    public Duration patience = ServerLimits.DEFAULT.patience();

    /// The configuration with these values.
    ///
    /// @throws IllegalArgumentException with a sentence for the user, if a value is invalid or does
    ///   not fit the others
    public ServerConfig config(CatalogueEntry strategy) {
        require(
                port >= 0 && port <= 65535,
                "--port " + port + ": a port is a number from 0 to 65535.");
        require(
                isName(name),
                "--name "
                        + name
                        + ": a server's name is words with dots between them, such as chat.lab.");
        require(outbox > 0, "--outbox " + outbox + ": an outbox holds at least 1 message.");
        require(
                outboxBytes >= ServerConfig.MIN_OUTBOX_BYTES,
                "--outbox-bytes %d: an outbox holds at least %d bytes, so that any message fits."
                        .formatted(outboxBytes, ServerConfig.MIN_OUTBOX_BYTES));
        require(history >= 0, "--history " + history + ": give 0 or more messages.");
        require(flood >= 0, "--flood " + flood + ": give 0 or more lines a second.");
        require(
                maxSessions > 0 && maxPerAddress > 0,
                "--max-sessions and --max-per-address are at least 1.");
        return new ServerConfig(
                address(),
                strategy,
                threads,
                delivery,
                outbox,
                outboxBytes,
                catchUp,
                overflow,
                new ServerLimits(maxSessions, maxPerAddress, registration, idle, patience, flood),
                Optional.ofNullable(password),
                Optional.ofNullable(operator).map(OperatorLogin::parse),
                batchWindow,
                Optional.ofNullable(tls()),
                name,
                description,
                Optional.ofNullable(accounts()),
                history);
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) throw new IllegalArgumentException(sentence);
    }

    /// A server's name has at least 1 dot, so that it is not a nick.
    private static boolean isName(String name) {
        return name.length() <= 63 && name.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    }

    private InetSocketAddress address() {
        try {
            return new InetSocketAddress(InetAddress.getByName(bind), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "--bind " + bind + ": there is no such address; try 127.0.0.1 or 0.0.0.0.", e);
        }
    }

    private @Nullable Accounts accounts() {
        if (accounts == null) return null;
        try {
            return new Accounts(accounts);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private ServerConfig.@Nullable TlsFiles tls() {
        if (tlsCertificate == null && tlsKey == null) return null;
        if (tlsCertificate == null || tlsKey == null) {
            throw new IllegalArgumentException("--tls-cert and --tls-key go together.");
        }
        return new ServerConfig.TlsFiles(tlsCertificate, tlsKey);
    }
}
