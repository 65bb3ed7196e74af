package chatlab.server;

import chatlab.catalogue.CatalogueEntry;
import chatlab.protocol.Message;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How a server is to run; see [#builder].
///
/// @param address where it listens; port 0 takes any free one
/// @param strategy makes one broadcast strategy per channel
/// @param outbox how many messages wait for one session at most; not for [DeliveryPolicy#DIRECT]
/// @param outboxBytes how many bytes these messages have at most
/// @param overflow what happens to a session for which more would have to wait
/// @param password what clients must send with PASS, if anything
/// @param operator how one becomes operator of the server, if anybody can
/// @param batchWindow how long a message may wait for others to be written with it; not for direct
/// @param tls what the server shows to clients, if it speaks TLS; not for loop
/// @param name by which the server speaks
/// @param description what WHOIS and LINKS say of the server
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

    static final String NAME = "chat.lab";
    static final String DESCRIPTION = "Chat Lab";
    static final int OUTBOX = 1024;

    /// As many messages of the usual length as an outbox holds.
    static final int OUTBOX_BYTES = OUTBOX * Message.MAX_BYTES;

    /// The fewest bytes of an outbox: any one message fits, with tags.
    static final int MIN_OUTBOX_BYTES = Message.MAX_TAG_BYTES + Message.MAX_BYTES;

    /// Where the certificate and its key are; see `lab server --help`.
    public record TlsFiles(Path certificate, Path key) {}

    /// A configuration of all these parts.
    ///
    /// @throws IllegalArgumentException if one of these cannot be, or not with the others
    public ServerConfig {
        if (outbox < 1) throw new IllegalArgumentException("an outbox holds at least one message");
        if (outboxBytes < MIN_OUTBOX_BYTES) {
            throw new IllegalArgumentException("an outbox holds " + MIN_OUTBOX_BYTES + " bytes");
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

    /// Whether a server can be called that: letters, digits, dots and hyphens, and a dot among
    /// them, so that it is no nick.
    static boolean isName(String name) {
        return name.length() <= 63 && name.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    }

    /// Collects what is to differ from the defaults. Not thread-safe.
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

        /// The configuration as it stands now.
        ///
        /// @throws IllegalArgumentException as the record's constructor
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
