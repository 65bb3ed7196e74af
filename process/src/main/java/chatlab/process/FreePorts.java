package chatlab.process;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of the loopback for servers that must know each other's before they listen.
///
/// Nobody holds them in between. So they lie below the ports that a system gives to clients: no
/// connection that begins meanwhile can take one. Thread-safe.
public final class FreePorts {
    /// Linux gives clients ports from 32,768 on, other systems from 49,152 on.
    private static final int FIRST = 20_000;

    private static final int RANGE = 10_000;

    private FreePorts() {}

    /// Finds different ports that are free now.
    ///
    /// @throws IOException if there are not so many
    public static List<Integer> find(int count) throws IOException {
        var held = new ArrayList<ServerSocket>();
        try {
            for (int tries = 1; held.size() < count; tries++) {
                int port = FIRST + ThreadLocalRandom.current().nextInt(RANGE);
                try {
                    held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
                } catch (BindException e) {
                    if (tries > RANGE) throw e;
                }
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : held) socket.close();
        }
    }
}
