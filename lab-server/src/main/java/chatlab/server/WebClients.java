package chatlab.server;

import chatlab.site.Guards;
import chatlab.site.Routes;
import chatlab.site.Site;
import chatlab.site.irc.IrcBridge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;

/// The WebSocket of a chat server, for clients that are web pages. Like the server itself, it has
/// no password of its own; but a browser also runs pages of strangers, and these are refused.
final class WebClients implements AutoCloseable {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Site site;

    private WebClients(Site site) {
        this.site = site;
    }

    /// Starts to listen, on the loopback only.
    ///
    /// @param port 0: any that is free
    /// @param origins of pages that may connect, besides those of this machine
    /// @param most how many may be connected at once
    /// @throws IOException with a sentence for the user, if the port is taken
    static WebClients start(int port, List<String> origins, ChatServer server, int most)
            throws IOException {
        var address = reachable(server.address());
        var routes = IrcBridge.addTo(new Routes(), "/", () -> address);
        var guard =
                Guards.ownHost()
                        .and(Guards.origins(o -> isOfThisMachine(o) || origins.contains(o)));
        return new WebClients(Site.start(port, routes, guard, most));
    }

    int port() {
        return site.port();
    }

    /// Whether a page comes from a web server of this machine, such as `http://localhost:5173`.
    static boolean isOfThisMachine(String origin) {
        try {
            var host = new URI(origin).getHost();
            return host != null && THIS_MACHINE.contains(host);
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /// A server that listens on all addresses is also on the loopback.
    private static InetSocketAddress reachable(InetSocketAddress address) {
        return address.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort())
                : address;
    }

    @Override
    public void close() {
        site.close();
    }
}
