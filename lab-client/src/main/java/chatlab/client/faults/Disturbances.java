package chatlab.client.faults;

import chatlab.process.ChildCommand;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// The other clients of a [Soak]: they vanish, stay silent, do not read or read slowly, send
/// garbage or bursts, use what today's clients use, or are killed, again and again until [#close].
/// Each runs on a virtual thread of its own.
final class Disturbances implements AutoCloseable {
    private static final int VANISHED = 10;
    private static final int SILENT = 10;
    private static final int STALLED = 4;
    private static final int MODERN = 10;

    /// One client in this many reads slowly.
    private static final int SLOW = 10;

    private static final int LINES = 500;
    private static final int BURST_LINES = 400;
    private static final int BURST_SECONDS = 20;

    /// A line each time, so about 1 KB a second.
    private static final int SLOW_MILLIS = 100;

    private static final int KILLED = 10;
    private static final int LIFE_SECONDS = 5;
    private static final Duration LONG = Duration.ofMinutes(2);

    /// Until a client that does not read is cut off: the sockets between hold megabytes.
    private static final Duration LONGER = Duration.ofMinutes(20);

    private static final String CAPABILITIES =
            "batch draft/chathistory echo-message labeled-response message-tags server-time";

    private final String mainClass;
    private final InetSocketAddress server;
    private final Duration soak;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Opened when the swarm is done.
    private final CountDownLatch over = new CountDownLatch(1);

    /// The connections to close when the swarm is done.
    private final Set<RawClient> open = ConcurrentHashMap.newKeySet();

    // Atomic because each counter is written by several of the threads.
    private final AtomicInteger pingTimeouts = new AtomicInteger();
    private final AtomicInteger registrationTimeouts = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();
    private final AtomicInteger slowCutOff = new AtomicInteger();
    private final AtomicInteger bursts = new AtomicInteger();
    private final AtomicInteger histories = new AtomicInteger();
    private final AtomicInteger wrongAnswers = new AtomicInteger();
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
        for (int i = 0; i < setup.sizes().soakers() / SLOW; i++) {
            threads.execute(() -> repeat("slow", this::readSlowly));
        }
        for (int i = 0; i < MODERN; i++) {
            threads.execute(() -> repeat("modern", this::chat));
        }
        var random = new Random(setup.seed());
        threads.execute(() -> repeat("burst", nick -> burst(nick, random)));
        var noise = new Noise(setup.seed());
        threads.execute(() -> repeat("noise", nick -> babble(nick, noise)));
        threads.execute(() -> repeat("swarm", _ -> kill()));
    }

    /// Ends all of them and waits for their threads.
    @Override
    public void close() {
        over.countDown();
        open.forEach(RawClient::hangUp);
        threads.shutdownNow();
        threads.close();
    }

    /// Whether all of them really disturbed the server: otherwise a clean audit shows nothing. Some
    /// timeouts take half a minute, so a short soak needs only garbage.
    boolean tookPlace() {
        return garbage.get() > 0
                && (soak.compareTo(LONG) < 0
                        || Stream.of(killed, pingTimeouts, registrationTimeouts, bursts, histories)
                                .allMatch(count -> count.get() > 0))
                && (soak.compareTo(LONGER) < 0 || cutOff.get() > 0);
    }

    /// How many answers to today's clients were not as they should be.
    int wrongAnswers() {
        return wrongAnswers.get();
    }

    @Override
    public String toString() {
        return "%d clients killed with kill -9, %d ended by ping timeout, %d by registration timeout, %d disconnected for not reading, %d for reading slowly, %,d lines of garbage, %d bursts, %,d histories read, %d wrong answers"
                .formatted(
                        killed.get(),
                        pingTimeouts.get(),
                        registrationTimeouts.get(),
                        cutOff.get(),
                        slowCutOff.get(),
                        garbage.get(),
                        bursts.get(),
                        histories.get(),
                        wrongAnswers.get());
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
        open.removeIf(RawClient::isClosed);
        open.add(client);
        if (over.getCount() == 0) client.hangUp();
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

    /// Reads nothing, but sends a sign of life, until the server has cut it off.
    private void stall(String nick) throws IOException, InterruptedException {
        try (var client = RawClient.in(server, nick, FaultSetup.CHANNEL)) {
            while (isOpen(client)) {
                if (over.await(1, TimeUnit.SECONDS)) return;
            }
            cutOff.incrementAndGet();
        }
    }

    private static boolean isOpen(RawClient client) {
        try {
            client.send("PONG still-here");
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Reads a line now and then, until the server has cut it off.
    private void readSlowly(String nick) throws IOException, InterruptedException {
        try (var client = RawClient.in(server, nick, FaultSetup.CHANNEL)) {
            closeAtTheEnd(client);
            while (isOpen(client) && client.lineOrEnd() != null) {
                if (over.await(SLOW_MILLIS, TimeUnit.MILLISECONDS)) return;
            }
            slowCutOff.incrementAndGet();
        }
    }

    /// Says many lines in one write.
    private void burst(String nick, Random random) throws IOException, InterruptedException {
        try (var client = RawClient.in(server, nick, FaultSetup.CHANNEL)) {
            closeAtTheEnd(client);
            var line = "PRIVMSG %s :%s\r\n".formatted(FaultSetup.CHANNEL, "z".repeat(80));
            var lines = line.repeat(1 + random.nextInt(BURST_LINES));
            client.sendRaw((lines + "PING the-end\r\n").getBytes(StandardCharsets.UTF_8));
            client.lineWith("PONG");
            bursts.incrementAndGet();
            over.await(random.nextInt(2 * BURST_SECONDS), TimeUnit.SECONDS);
        }
    }

    /// Uses tags, labels, batches and the history, as today's clients do.
    private void chat(String nick) throws IOException, InterruptedException {
        try (var client = RawClient.registered(server, nick)) {
            closeAtTheEnd(client);
            client.send("CAP REQ :" + CAPABILITIES);
            client.lineWith(" ACK ");
            client.join(FaultSetup.CHANNEL);
            client.send("@+typing=active TAGMSG " + FaultSetup.CHANNEL);
            client.send("@label=said PRIVMSG %s :hello".formatted(FaultSetup.CHANNEL));
            check(client.lineWith("label=said").contains("msgid="));
            client.send("@label=asked CHATHISTORY LATEST %s * 50".formatted(FaultSetup.CHANNEL));
            var batch = client.lineWith("label=asked").replaceAll(".* BATCH \\+(\\S+) .*", "$1");
            var said = client.linesTo(" BATCH -" + batch);
            check(said.stream().anyMatch(line -> line.contains("batch=" + batch)));
            histories.incrementAndGet();
            if (over.await(1, TimeUnit.SECONDS)) return;
        }
    }

    private void check(boolean isRight) {
        if (!isRight) wrongAnswers.incrementAndGet();
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
