package chatlab.client.faults;

import chatlab.process.ChildCommand;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// The badly behaved clients of a [Soak]: they vanish, stay silent, do not read, send garbage or
/// are killed, again and again until [#close]. Each runs on a virtual thread of its own.
final class Disturbances implements AutoCloseable {
    private static final int VANISHED = 10;
    private static final int SILENT = 10;
    private static final int STALLED = 4;
    private static final int LINES = 500;
    private static final int KILLED = 10;
    private static final int LIFE_SECONDS = 5;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final String mainClass;
    private final InetSocketAddress server;
    private final Duration soak;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Opened when the swarm is done.
    private final CountDownLatch over = new CountDownLatch(1);

    // Atomic because each counter is written by several of the threads.
    private final AtomicInteger pingTimeouts = new AtomicInteger();
    private final AtomicInteger registrationTimeouts = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();
    private final AtomicInteger garbage = new AtomicInteger();
    private final AtomicInteger killed = new AtomicInteger();

    @FunctionalInterface
    private interface Action {
        void run(String nick) throws IOException, InterruptedException;
    }

    /// Starts all of them.
    Disturbances(FaultSetup setup, InetSocketAddress server) {
        mainClass = setup.mainClass();
        soak = setup.sizes().soak();
        this.server = server;
        for (int i = 0; i < VANISHED; i++) {
            threads.execute(() -> repeat("gone", this::vanish));
        }
        for (int i = 0; i < SILENT; i++) {
            threads.execute(() -> repeat("mute", _ -> stayMute()));
        }
        for (int i = 0; i < STALLED; i++) {
            threads.execute(() -> repeat("stuck", this::stall));
        }
        var noise = new Noise(setup.seed());
        threads.execute(() -> repeat("noise", nick -> babble(nick, noise)));
        threads.execute(() -> repeat("swarm", _ -> kill()));
    }

    /// Ends all of them and waits for their threads.
    @Override
    public void close() {
        over.countDown();
        threads.shutdownNow();
        threads.close();
    }

    /// Whether all of them really disturbed the server: otherwise a clean audit shows nothing. Some
    /// timeouts take half a minute, so a short soak needs only garbage.
    boolean tookPlace() {
        return garbage.get() > 0
                && (soak.compareTo(LONG) < 0
                        || Stream.of(killed, pingTimeouts, registrationTimeouts, cutOff)
                                .allMatch(count -> count.get() > 0));
    }

    @Override
    public String toString() {
        return "%d clients killed with kill -9, %d ended by ping timeout, %d by registration timeout, %d disconnected for not reading, %,d lines of garbage"
                .formatted(
                        killed.get(),
                        pingTimeouts.get(),
                        registrationTimeouts.get(),
                        cutOff.get(),
                        garbage.get());
    }

    /// Repeats the action until the swarm is done; after an I/O error it waits a second.
    private void repeat(String name, Action action) {
        long thread = Thread.currentThread().threadId();
        try {
            for (int times = 0; over.getCount() > 0; times++) {
                try {
                    action.run("%s%d-%d".formatted(name, thread, times));
                } catch (IOException _) {
                    if (over.await(1, TimeUnit.SECONDS)) {
                        return;
                    }
                }
            }
        } catch (InterruptedException _) {
            // The swarm is done.
        }
    }

    /// Closes the connection when the swarm is done, so that a read ends.
    private void closeAtTheEnd(RawClient client) {
        Thread.ofVirtual()
                .name("closer")
                .start(() -> {
                    try {
                        over.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    client.hangUp();
                });
    }

    /// To the server this looks like a half-open connection: it gets nothing, not even an answer to
    /// its PING.
    private void vanish(String nick) throws IOException {
        try (var client = RawClient.registered(server, nick)) {
            closeAtTheEnd(client);
            if (client.rest().toString().contains("Ping timeout")) {
                pingTimeouts.incrementAndGet();
            }
        }
    }

    private void stayMute() throws IOException {
        try (var client = new RawClient(server)) {
            closeAtTheEnd(client);
            if (client.rest().toString().contains("Registration timeout")) {
                registrationTimeouts.incrementAndGet();
            }
        }
    }

    /// Does not read for a while, then checks whether the server has disconnected it.
    private void stall(String nick) throws IOException, InterruptedException {
        try (var client = RawClient.in(server, nick, FaultSetup.CHANNEL)) {
            if (over.await(soak.toMillis() / 3, TimeUnit.MILLISECONDS)) {
                return;
            }
            closeAtTheEnd(client);
            client.rest();
            if (over.getCount() > 0) {
                cutOff.incrementAndGet();
            }
        }
    }

    private void babble(String nick, Noise noise) throws IOException, InterruptedException {
        try (var client = RawClient.registered(server, nick)) {
            closeAtTheEnd(client);
            var reader = Thread.ofVirtual().name("babbler").start(client::rest);
            for (int i = 0; i < LINES && over.getCount() > 0; i++) {
                client.sendRaw(noise.line());
                garbage.incrementAndGet();
            }
            client.hangUp();
            reader.join();
            over.await(1, TimeUnit.SECONDS);
        }
    }

    /// Kills a process (`kill -9`) whose clients are sending and receiving.
    private void kill() throws IOException, InterruptedException {
        var arguments =
                List.of(
                        "swarm",
                        "--port",
                        Integer.toString(server.getPort()),
                        "--host",
                        server.getHostString(),
                        "--clients",
                        Integer.toString(KILLED),
                        "--senders=1",
                        "--churn=0",
                        "--rate=5",
                        "--messages=10000",
                        "--seed",
                        Integer.toString(2 + killed.get()),
                        "--timeout=60m");
        try (var process =
                ChildCommand.java(
                                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"),
                                List.of(),
                                mainClass,
                                arguments)
                        .startSilently()) {
            if (!over.await(LIFE_SECONDS, TimeUnit.SECONDS) && !process.waitFor(Duration.ZERO)) {
                killed.addAndGet(KILLED);
            }
        }
    }
}
