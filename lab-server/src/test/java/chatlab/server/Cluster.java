package chatlab.server;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.relay.LocalNet;
import chatlab.relay.Refused;
import chatlab.server.config.ServerConfig;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Servers of a net in this JVM, called `a.lab`, `b.lab` and so on.
final class Cluster implements AutoCloseable {
    private static final long POLL_MILLIS = 20;

    final LocalNet net;
    final List<ChatServer> servers = new ArrayList<>();
    private final boolean isOrdered;

    Cluster(LocalNet net, boolean isOrdered, int size)
            throws IOException, Refused, StrategyNotFoundException {
        this.net = net;
        this.isOrdered = isOrdered;
        for (int i = 0; i < size; i++) add();
    }

    ChatServer add() throws IOException, Refused, StrategyNotFoundException {
        var name = name(servers.size());
        var config =
                ServerConfig.of(
                        Catalogue.find("cow", List.of()),
                        options -> {
                            options.name = name;
                            options.operator = "root:secret";
                        });
        var server = ChatServer.start(config, isOrdered, listener -> net.open(name, listener));
        servers.add(server);
        return server;
    }

    static String name(int server) {
        return (char) ('a' + server) + ".lab";
    }

    ChatServer get(int server) {
        return servers.get(server);
    }

    /// Asks until the answer is as wanted. Fails by the test's timeout.
    static List<String> until(Peer peer, String question, Predicate<List<String>> wanted)
            throws IOException, InterruptedException {
        while (true) {
            var answer = peer.ask(question);
            if (wanted.test(answer)) return answer;
            Thread.sleep(POLL_MILLIS);
        }
    }

    @Override
    public void close() {
        servers.forEach(ChatServer::close);
    }
}
