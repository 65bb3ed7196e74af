package chatlab.relay;

import chatlab.process.FreePorts;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Some servers of one net in this JVM, over real sockets, and what each of them got.
final class TestNet implements AutoCloseable {
    private static final long WATCHDOG_SECONDS = 60;

    final List<Node> nodes = new ArrayList<>();
    final ConcurrentHashMap<String, Sent> sent = new ConcurrentHashMap<>();

    /// An event that a server sent.
    ///
    /// @param known how many events that server had got before
    record Sent(Node by, int number, int known) {}

    static TestNet open(String ordering, String... names) throws Refused {
        var ports = freePorts(names.length);
        var net = new TestNet();
        for (int i = 0; i < names.length; i++) net.add(ordering, names[i], ports.get(i), ports);
        net.awaitWhole();
        return net;
    }

    Node add(String ordering, String name, String port, List<String> peers) throws Refused {
        return add(ordering, name, port, peers, null);
    }

    Node add(String ordering, String name, String port, List<String> peers, @Nullable Path key)
            throws Refused {
        var node = new Node(name, Integer.parseInt(port));
        node.relay =
                Relays.open(
                        new RelayOptions(
                                ordering,
                                name,
                                RelayOptions.LOOPBACK,
                                node.port,
                                peers,
                                key,
                                node.faults),
                        node);
        nodes.add(node);
        return node;
    }

    void awaitWhole() {
        for (var node : nodes) {
            await(() -> node.relay.view().servers().size() == nodes.size());
        }
    }

    Node node(int index) {
        return nodes.get(index);
    }

    /// Ports that nobody uses just now.
    static List<String> freePorts(int count) {
        try {
            return FreePorts.find(count).stream().map(String::valueOf).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until something is so, and fails after a minute.
    static void await(BooleanSupplier condition) {
        if (!settles(condition, TimeUnit.SECONDS.toMillis(WATCHDOG_SECONDS))) {
            throw new AssertionError("did not happen within a minute");
        }
    }

    /// Waits until something is so, but no longer than this; whether it is so.
    static boolean settles(BooleanSupplier condition, long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) return false;
            try {
                Thread.sleep(5); // polls; the condition decides, not the time
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        for (var node : nodes) node.relay.close();
    }

    /// One server.
    final class Node implements Relay.Listener {
        final String name;
        final int port;
        final NetFaults faults = new NetFaults(7);
        final BlockingQueue<View> views = new LinkedBlockingQueue<>();
        final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
        final BlockingQueue<String> refused = new LinkedBlockingQueue<>();
        private final List<String> log = new ArrayList<>(); // guarded by this
        private int numbers; // guarded by this

        @SuppressWarnings("NullAway.Init") // set as soon as the relay is open
        Relay relay;

        Node(String name, int port) {
            this.name = name;
            this.port = port;
        }

        /// Sends an event, and notes what this server had got before.
        void send(String event) throws Refused {
            synchronized (this) {
                sent.put(event, new Sent(this, numbers++, log.size()));
            }
            relay.send(event.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public synchronized void received(Server from, byte[] event) {
            log.add(new String(event, StandardCharsets.UTF_8));
        }

        @Override
        public void view(View view) {
            views.add(view);
        }

        @Override
        public void refused(byte[] event, Refused why) {
            refused.add(new String(event, StandardCharsets.UTF_8));
        }

        @Override
        public void notice(String sentence) {
            notices.add(sentence);
        }

        synchronized List<String> log() {
            return List.copyOf(log);
        }

        synchronized boolean has(String event) {
            return log.contains(event);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
