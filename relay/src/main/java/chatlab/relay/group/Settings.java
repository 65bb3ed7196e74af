package chatlab.relay.group;

import chatlab.relay.Refused;
import chatlab.relay.RelayOptions;

import org.jgroups.conf.ProtocolConfiguration;
import org.jgroups.conf.ProtocolStackConfigurator;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.dns.DNS_PING;
import org.jgroups.protocols.pbcast.GMS;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the command line says, put into a stack: the address, the port, the peers.
///
/// @param stack the stack
/// @param address to listen on
/// @param port to listen on
/// @param peers host and port of each peer, this server included; empty if `dns` is not
/// @param dns the name whose addresses are the peers', or empty
record Settings(Stack stack, InetAddress address, int port, List<Peer> peers, String dns) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,62}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
    private static final String DNS = "dns:";

    /// Where a server may be.
    record Peer(String host, int port) {
        static Peer of(String text, String defaultHost) throws Refused {
            int colon = text.lastIndexOf(':');
            var host = resolved(colon < 0 ? defaultHost : text.substring(0, colon));
            try {
                int port = Integer.parseInt(text.substring(colon + 1));
                if (port > 0 && port <= 65_535 && !host.isEmpty()) return new Peer(host, port);
            } catch (NumberFormatException e) {
                // told below
            }
            throw Stack.wrong(
                    ("The peer %s is neither a port nor host:port. Write --peers 7801,7802 or"
                                    + " --peers host:7801.")
                            .formatted(text));
        }

        /// The address, so that a host is the same whatever it is called; or the name.
        private static String resolved(String host) {
            try {
                return host.isEmpty() ? "" : InetAddress.getByName(host).getHostAddress();
            } catch (UnknownHostException e) {
                return host; // it may be known later
            }
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    static Settings of(Stack stack, RelayOptions options) throws Refused {
        if (!NAME.matcher(options.server()).matches()) {
            throw Stack.wrong(
                    "%s is not a server's name: use letters, digits, dots and hyphens, as in a.lab."
                            .formatted(options.server()));
        }
        if (options.port() < 1 || options.port() > 65_535) {
            throw Stack.wrong(
                    "%d is not a port: use a number from 1 to 65535.".formatted(options.port()));
        }
        var address = address(options);
        var own = new Peer(address.getHostAddress(), options.port());
        var peers = new ArrayList<Peer>();
        var dns = "";
        for (var peer : options.peers()) {
            if (peer.startsWith(DNS)) dns = peer.substring(DNS.length());
            else peers.add(Peer.of(peer, options.address()));
        }
        if (!peers.isEmpty() && !dns.isEmpty()) {
            throw Stack.wrong("Name the peers either one by one or by dns:NAME, not in both ways.");
        }
        if (dns.isEmpty() && !peers.contains(own)) peers.add(own);
        return new Settings(stack, address, options.port(), List.copyOf(peers), dns);
    }

    private static InetAddress address(RelayOptions options) throws Refused {
        try {
            var address = InetAddress.getByName(options.address());
            if (address.isAnyLocalAddress()) {
                throw Stack.wrong(
                        "The relay needs one address that other servers can reach, not all: %s."
                                .formatted(options.address()));
            }
            if (address.isLoopbackAddress() || options.key() != null) return address;
            throw Stack.wrong(
                    ("Without a key the relay listens on this machine only, not on %s. Give all"
                                    + " servers the same --relay-key FILE.")
                            .formatted(options.address()));
        } catch (UnknownHostException e) {
            throw Stack.wrong(
                    "%s is not an address of this machine.".formatted(options.address()), e);
        }
    }

    /// The stack for JGroups, with what the relay adds to each.
    ProtocolStackConfigurator configurator() throws Refused {
        var result = new ArrayList<ProtocolConfiguration>();
        for (var layer : stack.protocols()) {
            var type = layer.type();
            var attributes = filled(layer);
            if (TCP.class.equals(type)) {
                attributes.put("bind_addr", address.getHostAddress());
                attributes.put("bind_port", Integer.toString(port));
                attributes.put("port_range", "0");
                attributes.put("diag.enabled", "false"); // else JGroups answers strangers
            }
            if (TCPPING.class.equals(type) && !dns.isEmpty()) {
                type = DNS_PING.class;
                attributes = new LinkedHashMap<>(Map.of("dns_query", dns));
            }
            if (GMS.class.isAssignableFrom(type)) {
                result.add(new ProtocolConfiguration(Admission.class.getName(), Map.of()));
            }
            result.add(new ProtocolConfiguration(type.getName(), attributes));
            if (TCP.class.equals(type)) {
                result.add(new ProtocolConfiguration(Faulty.class.getName(), Map.of()));
            }
        }
        return new ProtocolStackConfigurator() {
            @Override
            public String getProtocolStackString() {
                return stack.entry().stack();
            }

            @Override
            public List<ProtocolConfiguration> getProtocolStack() {
                return result;
            }
        };
    }

    private Map<String, String> filled(Stack.Layer layer) throws Refused {
        var result = new LinkedHashMap<String, String>();
        for (var entry : layer.attributes().entrySet()) {
            var value = new StringBuilder();
            var matcher = PLACEHOLDER.matcher(entry.getValue());
            while (matcher.find()) {
                matcher.appendReplacement(value, value(matcher.group(1), layer));
            }
            result.put(entry.getKey(), matcher.appendTail(value).toString());
        }
        return result;
    }

    private String value(String placeholder, Stack.Layer layer) throws Refused {
        return switch (placeholder) {
            case "address" -> address.getHostAddress();
            case "port" -> Integer.toString(port);
            case "peers" ->
                    peers.stream()
                            .map(peer -> "%s[%d]".formatted(peer.host(), peer.port()))
                            .collect(Collectors.joining(","));
            case "id" -> id(new Peer(address.getHostAddress(), port));
            case "ids" -> ids();
            default ->
                    throw Stack.wrong(
                            ("${%s} in %s is unknown. The relay fills in address, port, peers, id"
                                            + " and ids.")
                                    .formatted(placeholder, layer.type().getSimpleName()));
        };
    }

    /// Raft needs to know all servers from the start: what is a majority?
    private String ids() throws Refused {
        if (!dns.isEmpty()) {
            throw Stack.wrong(
                    ("The relay %s must know all servers from the start. Name them with --peers"
                                    + " host:port,host:port.")
                            .formatted(stack.entry().name()));
        }
        return peers.stream().map(Settings::id).collect(Collectors.joining(","));
    }

    private static String id(Peer peer) {
        return peer.toString();
    }
}
