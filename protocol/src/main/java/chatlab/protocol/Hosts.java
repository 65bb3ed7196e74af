package chatlab.protocol;

import java.net.InetAddress;

/// IP addresses as people and IRC write them.
public final class Hosts {
    private Hosts() {}

    /// An address, short as in RFC 5952: `127.0.0.1`, `::1`, `fe80::1`. Without a zone.
    public static String shortForm(InetAddress address) {
        var full = address.getHostAddress().replaceFirst("%.*", "");
        if (!full.contains(":")) return full;
        var groups = ":" + full + ":";
        for (int zeros = 8; zeros > 1; zeros--) {
            var run = ":" + "0:".repeat(zeros);
            if (groups.contains(run)) {
                var parts = groups.split(run, 2);
                return stripColons(parts[0]) + "::" + stripColons(parts[1]);
            }
        }
        return full;
    }

    private static String stripColons(String groups) {
        return groups.replaceAll("^:|:$", "");
    }

    /// An address as a word of IRC, where a parameter must not begin with a colon: `0::1`.
    public static String word(InetAddress address) {
        return word(shortForm(address));
    }

    /// The same for the address in a mask that a user typed.
    public static String word(String host) {
        return host.startsWith(":") ? "0" + host : host;
    }

    /// An address and a port: `127.0.0.1:8080`, `[::1]:8080`.
    public static String withPort(InetAddress address, int port) {
        var host = shortForm(address);
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
