package chatlab.server.config;

import chatlab.relay.NetFaults;
import chatlab.relay.OwnOrder;
import chatlab.relay.Refused;
import chatlab.relay.Relay;
import chatlab.relay.RelayEntry;
import chatlab.relay.RelayGuarantee;
import chatlab.relay.RelayOptions;
import chatlab.relay.Relays;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The options of `lab server` that make it a server of a net.
public final class NetOptions {
    @Option(
            names = "--relay",
            paramLabel = "NAME|FILE",
            description =
                    "Be a server of a net, and send what happens to the others with this relay: see"
                            + " 'lab relays'. Needs --name, --net and --peers.")
    public @Nullable String relay;

    /// Compiled by [#check(ServerConfig)]; null: the relay is not a source file.
    private @Nullable OwnOrder own;

    @Option(
            names = "--net",
            paramLabel = "PORT",
            description = "Port on which the other servers reach this one.")
    public @Nullable Integer port;

    @Option(
            names = "--net-bind",
            paramLabel = "ADDRESS",
            showDefaultValue = Help.Visibility.NEVER,
            description = "Address for --net (default: 127.0.0.1). Any other needs --relay-key.")
    public String bind = RelayOptions.LOOPBACK;

    @Option(
            names = "--peers",
            paramLabel = "[HOST:]PORT",
            split = ",",
            showDefaultValue = Help.Visibility.NEVER,
            description =
                    "Where the servers of the net are, this one perhaps included; or dns:NAME.")
    public List<String> peers = List.of();

    @Option(
            names = "--relay-key",
            paramLabel = "FILE",
            description = "The key that all servers of the net share; strangers stay out.")
    public @Nullable Path key;

    /// Faults that a test of the net causes.
    public final NetFaults faults = new NetFaults();

    /// Refuses values that are invalid or do not fit the server.
    ///
    /// @throws IllegalArgumentException with a sentence for the user
    public void check(ServerConfig server) {
        if (relay == null) {
            if (port != null || !peers.isEmpty() || key != null) {
                throw new IllegalArgumentException(
                        "--net, --peers and --relay-key need --relay NAME, such as fifo.");
            }
            return;
        }
        if (port == null || peers.isEmpty()) {
            throw new IllegalArgumentException(
                    "--relay needs --net PORT and --peers, such as --net 7801 --peers"
                            + " 7801,7802,7803.");
        }
        if (server.name().equals(new ServerOptions().name)) {
            throw new IllegalArgumentException(
                    "--relay needs --name: each server of a net has its own name, such as a.lab.");
        }
        if (server.delivery() == DeliveryPolicy.LOOP) {
            throw new IllegalArgumentException(
                    "--relay does not work with --delivery loop, whose one thread must not wait for"
                            + " other servers: choose queued or direct.");
        }
        if (OwnRelay.isMeant(relay)) {
            own = OwnRelay.of(relay);
            // Fails now, or never for this reason.
            Objects.requireNonNull(own.start().apply(server.name()));
        }
    }

    /// Whether this is a server of a net.
    public boolean isNet() {
        return relay != null;
    }

    /// Opens the relay of a server of a net.
    public Relay open(String server, Relay.Listener listener) throws Refused {
        var options =
                new RelayOptions(
                        Objects.requireNonNull(relay),
                        server,
                        bind,
                        Objects.requireNonNull(port),
                        peers,
                        key,
                        faults);
        return own == null ? Relays.open(options, listener) : Relays.open(options, own, listener);
    }

    /// Whether the relay declares one order for all servers. A stack of one's own declares nothing.
    public boolean isOrdered() {
        return promised().contains(RelayGuarantee.TOTAL_ORDER);
    }

    /// What the relay declares.
    public List<RelayGuarantee> promised() {
        if (own != null) return OwnOrder.PROMISED;
        return Relays.list().stream()
                .filter(entry -> entry.name().equals(relay))
                .findFirst()
                .map(RelayEntry::guarantees)
                .orElse(List.of());
    }
}
