package chatlab.server.config;

import chatlab.catalogue.CatalogueEntry;
import chatlab.protocol.Message;
import chatlab.server.limits.ServerLimits;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The configuration of a server; see [#builder].
///
/// @param address where the server listens; port 0 takes any free one
/// @param strategy creates one broadcast strategy per channel
/// @param outbox the most messages that wait for one session; not for [DeliveryPolicy#DIRECT]
/// @param outboxBytes the most bytes of these messages
/// @param overflow what happens to a session whose outbox is full
/// @param password the password that clients must send with PASS, if any
/// @param operator the login for operators of the server, if any
/// @param batchWindow how long a message may wait, so that others are written with it; not for
///   direct
/// @param tls the certificate, if the server speaks TLS; not for loop
/// @param name the server's name
/// @param description the server's description in WHOIS and LINKS
public record ServerConfig(
        InetSocketAddress address,
        CatalogueEntry strategy,
        ThreadPolicy threads,
        DeliveryPolicy delivery,
        int outbox,
        int outboxBytes,
        OverflowPolicy overflow,
        ServerLimits limits,
        Optional<String> password,
        Optional<OperatorLogin> operator,
        Duration batchWindow,
        Optional<TlsFiles> tls,
        String name,
        String description) {

    public static final String NAME = "chat.lab";
    public static final String DESCRIPTION = "Chat Lab";
    public static final int OUTBOX = 1024;

    /// Enough for [#OUTBOX] lines of the greatest length without tags.
    public static final int OUTBOX_BYTES = OUTBOX * Message.MAX_BYTES;

    /// The smallest outbox in bytes: the longest message with tags fits.
    public static final int MIN_OUTBOX_BYTES = Message.MAX_TAG_BYTES + Message.MAX_BYTES;

    /// The files with the certificate and its key; see `lab server --help`.
    public record TlsFiles(Path certificate, Path key) {}

    /// @throws IllegalArgumentException if a value is invalid, or does not fit the others
    public ServerConfig {
        if (outbox < 1) throw new IllegalArgumentException("an outbox holds at least 1 message");
        if (outboxBytes < MIN_OUTBOX_BYTES) {
            throw new IllegalArgumentException(
                    "an outbox holds at least " + MIN_OUTBOX_BYTES + " bytes");
        }
        if (!isName(name)) throw new IllegalArgumentException("not a server's name: " + name);
        if (tls.isPresent() && delivery == DeliveryPolicy.LOOP) {
            throw new IllegalArgumentException("the loop does not speak TLS");
        }
    }

    /// The server's defaults, with a strategy, on any free loopback port.
    public static ServerConfig of(CatalogueEntry strategy) {
        return builder(strategy).build();
    }

    /// Begins with the server's defaults, on any free loopback port.
    public static Builder builder(CatalogueEntry strategy) {
        return new Builder(strategy);
    }

    /// Whether this can be a server's name: letters, digits, hyphens and dots. It needs at least 1
    /// dot, so that it is not a nick.
    public static boolean isName(String name) {
        return name.length() <= 63 && name.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    }

    /// Collects the values that differ from the defaults. Not thread-safe.
    public static final class Builder {
        private final CatalogueEntry strategy;
        private InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        private ThreadPolicy threads = ThreadPolicy.VIRTUAL;
        private DeliveryPolicy delivery = DeliveryPolicy.QUEUED;
        private int outbox = OUTBOX;
        private int outboxBytes = OUTBOX_BYTES;
        private OverflowPolicy overflow = OverflowPolicy.DISCONNECT;
        private ServerLimits limits = ServerLimits.DEFAULT;
        private Optional<String> password = Optional.empty();
        private Optional<OperatorLogin> operator = Optional.empty();
        private Duration batchWindow = Duration.ZERO;
        private Optional<TlsFiles> tls = Optional.empty();
        private String name = NAME;
        private String description = DESCRIPTION;

        private Builder(CatalogueEntry strategy) {
            this.strategy = strategy;
        }

        public Builder address(InetSocketAddress value) {
            address = value;
            return this;
        }

        public Builder threads(ThreadPolicy value) {
            threads = value;
            return this;
        }

        public Builder delivery(DeliveryPolicy value) {
            delivery = value;
            return this;
        }

        public Builder outbox(int value) {
            outbox = value;
            return this;
        }

        public Builder outboxBytes(int value) {
            outboxBytes = value;
            return this;
        }

        public Builder overflow(OverflowPolicy value) {
            overflow = value;
            return this;
        }

        public Builder limits(ServerLimits value) {
            limits = value;
            return this;
        }

        public Builder password(@Nullable String value) {
            password = Optional.ofNullable(value);
            return this;
        }

        public Builder operator(@Nullable OperatorLogin value) {
            operator = Optional.ofNullable(value);
            return this;
        }

        public Builder batchWindow(Duration value) {
            batchWindow = value;
            return this;
        }

        public Builder tls(@Nullable TlsFiles value) {
            tls = Optional.ofNullable(value);
            return this;
        }

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder description(String value) {
            description = value;
            return this;
        }

        /// @throws IllegalArgumentException like the record's constructor
        public ServerConfig build() {
            return new ServerConfig(
                    address,
                    strategy,
                    threads,
                    delivery,
                    outbox,
                    outboxBytes,
                    overflow,
                    limits,
                    password,
                    operator,
                    batchWindow,
                    tls,
                    name,
                    description);
        }
    }
}
