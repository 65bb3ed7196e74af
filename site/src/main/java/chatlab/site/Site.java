package chatlab.site;

import java.io.IOException;

/// A site that listens on the loopback, and only there. Requests and sockets run on virtual
/// threads.
///
/// Jetty's classes are loaded by the first site that starts, not before.
public final class Site implements AutoCloseable {
    private final Door door;

    private Site(Door door) {
        this.door = door;
    }

    /// Starts to listen.
    ///
    /// @param port 0: any that is free
    /// @param guard asked about every request, also about those for which no route exists
    /// @param sockets the most that may be open at once
    /// @throws IOException with a sentence for the user, if the port is taken
    public static Site start(int port, Routes routes, Guard guard, int sockets) throws IOException {
        return new Site(Door.open(port, routes, guard, sockets));
    }

    public int port() {
        return door.port();
    }

    /// The address of a page.
    ///
    /// @param path begins with `/`
    public String address(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /// The address of a page with the key to everything behind it.
    public String address(String path, Token token) {
        return address(path) + "#t=" + token;
    }

    /// How many sockets are open.
    public int sockets() {
        return door.sockets();
    }

    /// Closes all sockets, each with the reason "going away", and stops to listen.
    @Override
    public void close() {
        door.close();
    }
}
