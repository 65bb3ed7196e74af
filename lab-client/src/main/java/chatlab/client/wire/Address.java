package chatlab.client.wire;

/// The host and port of a server.
public record Address(String host, int port) {
    public static final int MAX_PORT = 65_535;

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
