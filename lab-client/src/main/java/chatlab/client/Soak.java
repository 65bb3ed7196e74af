package chatlab.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A long talk that is audited, while others crowd in, vanish, are killed and send garbage; and a
/// look at what the server has left of it all afterwards.
final class Soak {
    private static final int SENDERS = 8;
    private static final int PAYLOAD = 64;
    private static final int MESSAGES_PER_SECOND = 100;

    /// One in so many comes and goes.
    private static final int CHURNERS = 5;

    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final int VANISHED = 10;
    private static final int SILENT = 10;
    private static final int STALLED = 4;
    private static final int LINES = 500;
    private static final int KILLED = 10;
    private static final int LIFE_SECONDS = 5;
    private static final int SETTLE_SECONDS = 30;
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final int MORE_THREADS = 2;
    private static final int MORE_DESCRIPTORS = 4;
    private static final long MORE_HEAP = 8_000_000;

    private final String mainClass;
    private final List<String> serverArguments;
    private final FaultSizes sizes;
    private final long seed;
    private final SwarmLine progress;

    private final AtomicInteger pingTimeouts = new AtomicInteger();
    private final AtomicInteger registrationTimeouts = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();
    private final AtomicInteger garbage = new AtomicInteger();
    private final AtomicInteger killed = new AtomicInteger();

    /// Opened when the talk is over.
    private final CountDownLatch over = new CountDownLatch(1);

    /// What the badly behaved do again and again.
    @FunctionalInterface
    private interface Deed {
        void commit(String nick) throws IOException, InterruptedException;
    }

    Soak(
            String mainClass,
            List<String> serverArguments,
            FaultSizes sizes,
            long seed,
            SwarmLine progress) {
        this.mainClass = mainClass;
        this.serverArguments = serverArguments;
        this.sizes = sizes;
        this.seed = seed;
        this.progress = progress;
    }

    FaultReport run()
            throws ServerFailedException, SwarmException, IOException, InterruptedException {
        var arguments = new ArrayList<>(serverArguments);
        arguments.addAll(List.of("--idle", IDLE.toSeconds() + "s"));
        try (var server = ServerProcess.start(mainClass, arguments)) {
            var ready = server.awaitReady();
            var address = new InetSocketAddress(ready.host(), ready.port());
            try (var vitals = new Vitals(server.pid())) {
                Swarm.run(warmUp(address), Progress.NONE);
                vitals.read();
                var before = vitals.read();
                var result = talk(address);
                var after = settled(vitals, before);
                server.stop();
                return report(result, before, after, server.complaints());
            }
        }
    }

    private SwarmResult talk(InetSocketAddress address)
            throws SwarmException, IOException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int i = 0; i < VANISHED; i++) {
                    threads.execute(() -> repeat("gone", nick -> vanish(address, nick)));
                }
                for (int i = 0; i < SILENT; i++) {
                    threads.execute(() -> repeat("mute", _ -> saysNothing(address)));
                }
                for (int i = 0; i < STALLED; i++) {
                    threads.execute(() -> repeat("stuck", nick -> stall(address, nick)));
                }
                var noise = new Noise(seed);
                threads.execute(() -> repeat("noise", nick -> babble(address, nick, noise)));
                threads.execute(() -> repeat("swarm", _ -> kill(address)));
                return Swarm.run(plan(address), progress);
            } finally {
                over.countDown();
                threads.shutdownNow();
            }
        }
    }

    private SwarmPlan warmUp(InetSocketAddress address) {
        return plan(address, 0, SENDERS * 1000);
    }

    private SwarmPlan plan(InetSocketAddress address) {
        return plan(
                address,
                MESSAGES_PER_SECOND,
                Math.toIntExact(sizes.soak().toSeconds()) * MESSAGES_PER_SECOND);
    }

    private SwarmPlan plan(InetSocketAddress address, double rate, int messages) {
        int churners = sizes.soakers() / CHURNERS;
        return new SwarmPlan(
                address.getHostString(),
                address.getPort(),
                Faults.CHANNEL,
                sizes.soakers() - churners,
                SENDERS,
                messages / SENDERS,
                churners,
                PAYLOAD,
                seed,
                rate,
                Duration.ZERO,
                sizes.soak().plusMinutes(2));
    }

    /// Until the talk is over; a client that the server ends begins anew.
    private void repeat(String name, Deed deed) {
        long thread = Thread.currentThread().threadId();
        try {
            for (int times = 0; over.getCount() > 0; times++) {
                try {
                    deed.commit("%s%d-%d".formatted(name, thread, times));
                } catch (IOException _) {
                    if (over.await(1, TimeUnit.SECONDS)) {
                        return;
                    }
                }
            }
        } catch (InterruptedException _) {
            // The talk is over.
        }
    }

    /// Closes the connection when the talk is over, so that a read ends.
    private void closeInTheEnd(Stranger stranger) {
        Thread.ofVirtual()
                .name("closer")
                .start(() -> {
                    try {
                        over.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    stranger.hangUp();
                });
    }

    /// A half-open connection, as the server sees it: nothing comes, not even an answer to its
    /// PING.
    private void vanish(InetSocketAddress address, String nick) throws IOException {
        try (var stranger = Stranger.registered(address, nick)) {
            closeInTheEnd(stranger);
            if (stranger.rest().toString().contains("Ping timeout")) {
                pingTimeouts.incrementAndGet();
            }
        }
    }

    private void saysNothing(InetSocketAddress address) throws IOException {
        try (var stranger = new Stranger(address)) {
            closeInTheEnd(stranger);
            if (stranger.rest().toString().contains("Registration timeout")) {
                registrationTimeouts.incrementAndGet();
            }
        }
    }

    /// Looks after a while whether the server has cut it off.
    private void stall(InetSocketAddress address, String nick)
            throws IOException, InterruptedException {
        try (var stranger = Stranger.in(address, nick, Faults.CHANNEL)) {
            if (over.await(sizes.soak().toMillis() / 3, TimeUnit.MILLISECONDS)) {
                return;
            }
            closeInTheEnd(stranger);
            stranger.rest();
            if (over.getCount() > 0) {
                cutOff.incrementAndGet();
            }
        }
    }

    private void babble(InetSocketAddress address, String nick, Noise noise)
            throws IOException, InterruptedException {
        try (var stranger = Stranger.registered(address, nick)) {
            closeInTheEnd(stranger);
            var reader = Thread.ofVirtual().name("babbler").start(stranger::rest);
            for (int i = 0; i < LINES && over.getCount() > 0; i++) {
                stranger.sendRaw(noise.line());
                garbage.incrementAndGet();
            }
            stranger.hangUp();
            reader.join();
            over.await(1, TimeUnit.SECONDS);
        }
    }

    /// A process with clients in the middle of talk and of being talked to gets `kill -9`.
    private void kill(InetSocketAddress address) throws IOException, InterruptedException {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        mainClass,
                        "swarm",
                        "--port",
                        Integer.toString(address.getPort()),
                        "--host",
                        address.getHostString(),
                        "--clients",
                        Integer.toString(KILLED),
                        "--senders=1",
                        "--churn=0",
                        "--rate=5",
                        "--messages=10000",
                        "--seed",
                        Integer.toString(2 + killed.get()),
                        "--timeout=60m");
        var process =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            if (over.await(LIFE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            if (process.isAlive()) {
                killed.addAndGet(KILLED);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /// Waits until the server is what it was before, if it will be.
    private static Vitals.Reading settled(Vitals vitals, Vitals.Reading before)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
        var reading = vitals.read();
        while (!isBack(reading, before) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(500);
            reading = vitals.read();
        }
        return reading;
    }

    private static boolean isBack(Vitals.Reading after, Vitals.Reading before) {
        return after.threads() <= before.threads() + MORE_THREADS
                && after.descriptors() <= before.descriptors() + MORE_DESCRIPTORS
                && after.heapBytes() <= before.heapBytes() + MORE_HEAP;
    }

    /// Whether all that was to disturb it did: without that a clean audit says nothing. Some of it
    /// takes half a minute to come.
    private boolean wasDisturbed() {
        var deeds = List.of(killed, pingTimeouts, registrationTimeouts, cutOff);
        return garbage.get() > 0
                && (sizes.soak().compareTo(LONG) < 0
                        || deeds.stream().allMatch(deed -> deed.get() > 0));
    }

    private FaultReport report(
            SwarmResult result,
            Vitals.Reading before,
            Vitals.Reading after,
            List<String> complaints) {
        var audit = result.audit();
        return new FaultReport(
                Fault.SOAK,
                audit.clean() && wasDisturbed() && isBack(after, before) && complaints.isEmpty(),
                List.of(
                        String.format(
                                Locale.ROOT,
                                "%d clients, %d of them coming and going, for %,.0f s",
                                sizes.soakers(),
                                result.plan().churners(),
                                result.seconds()),
                        String.format(
                                Locale.ROOT,
                                "%,d deliveries: lost %d, duplicated %d, reordered %d; p99 %.1f ms",
                                audit.delivered(),
                                audit.lost(),
                                audit.duplicated(),
                                audit.reordered(),
                                result.latency().p99() / 1_000),
                        "meanwhile: %d clients killed with kill -9, %d ended by ping time-out, %d by registration time-out, %d cut off for not reading, %,d lines of garbage"
                                .formatted(
                                        killed.get(),
                                        pingTimeouts.get(),
                                        registrationTimeouts.get(),
                                        cutOff.get(),
                                        garbage.get()),
                        "the server before: " + before,
                        "the server after:  " + after,
                        complaints.isEmpty()
                                ? "the server logged no warning"
                                : "the server logged: " + complaints.getFirst()));
    }
}
