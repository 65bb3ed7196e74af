package chatlab.client;

/// Where a server listens.
record Address(String host, int port) {
    static final int MAX_PORT = 65_535;

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
