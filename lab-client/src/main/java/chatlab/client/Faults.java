package chatlab.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Makes one thing after the other go wrong with servers of its own, and tells how they took it.
///
/// Each fault gets a new server in a JVM of its own, so that what one leaves behind cannot spoil
/// the next. All sleeping in here is part of what a bad client does.
final class Faults {
    static final String CHANNEL = "#lab";

    private static final int SENDERS = 4;
    private static final int PAYLOAD = 256;
    private static final double TENTH = 0.9;
    private static final int SLOW_BYTES = 1024;
    private static final int WAITING = 400;
    private static final int DESCRIPTORS = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String mainClass;
    private final List<String> serverArguments;
    private final FaultSizes sizes;
    private final boolean judgesSpeed;
    private final long seed;
    private final SwarmLine progress;

    /// @param serverArguments what every server is told
    /// @param judgesSpeed whether others must keep nine tenths of their throughput
    Faults(
            String mainClass,
            List<String> serverArguments,
            FaultSizes sizes,
            boolean judgesSpeed,
            long seed,
            SwarmLine progress) {
        this.mainClass = mainClass;
        this.serverArguments = List.copyOf(serverArguments);
        this.sizes = sizes;
        this.judgesSpeed = judgesSpeed;
        this.seed = seed;
        this.progress = progress;
    }

    FaultReport run(Fault fault)
            throws ServerFailedException, SwarmException, IOException, InterruptedException {
        progress.begin(fault.toString());
        return switch (fault) {
            case STALLED, SLOW -> readers(fault);
            case SILENT -> silent();
            case GARBAGE -> garbage();
            case DESCRIPTORS -> descriptors();
            case GOODBYE -> goodbye();
            case SOAK -> new Soak(mainClass, serverArguments, sizes, seed, progress).run();
        };
    }

    private ServerProcess start(List<String> prefix) throws ServerFailedException {
        return ServerProcess.start(prefix, mainClass, serverArguments);
    }

    private static InetSocketAddress address(ServerProcess server)
            throws ServerFailedException, InterruptedException {
        var ready = server.awaitReady();
        return new InetSocketAddress(ready.host(), ready.port());
    }

    /// The same swarm with and without the stalled beside it, in turns, so that what else the
    /// machine does meets both.
    private FaultReport readers(Fault fault)
            throws ServerFailedException, SwarmException, IOException, InterruptedException {
        var ratios = new ArrayList<Double>();
        var alone = new ArrayList<Double>();
        boolean clean = true;
        int ended = 0;
        int told = 0;
        try (var server = start(List.of())) {
            var address = address(server);
            swarm(address, 0); // warms the server up
            for (int round = 1; round <= sizes.rounds(); round++) {
                double without = round % 2 == 0 ? rate(swarm(address, round)) : 0;
                var bad = stalled(address, fault, round);
                var result = swarm(address, round);
                clean &= result.audit().clean();
                double with = rate(result);
                for (var one : bad) {
                    switch (one.close()) {
                        case ENDED -> ended++;
                        case TOLD -> told++;
                        case NEITHER -> {}
                    }
                }
                if (without == 0) {
                    without = rate(swarm(address, round));
                }
                ratios.add(with / without);
                alone.add(without);
                progress.at("rounds", round, sizes.rounds());
            }
            server.stop();
            double ratio = geometricMean(ratios);
            var figures =
                    List.of(
                            "%d of %d do not read %s, %d rounds"
                                    .formatted(
                                            sizes.stalled(),
                                            sizes.readers() + sizes.stalled(),
                                            fault == Fault.SLOW ? "but 1 KB a second" : "at all",
                                            sizes.rounds()),
                            String.format(
                                    Locale.ROOT,
                                    "the others' throughput is %.3f of what it is without them"
                                            + " (%.3f to %.3f); that was %,.0f messages/s to each",
                                    ratio,
                                    ratios.stream().mapToDouble(r -> r).min().orElseThrow(),
                                    ratios.stream().mapToDouble(r -> r).max().orElseThrow(),
                                    geometricMean(alone)),
                            "%d of %d were disconnected, %d were told what they have lost"
                                    .formatted(ended, sizes.stalled() * sizes.rounds(), told),
                            clean ? "the others lost nothing" : "the others lost messages");
            return new FaultReport(fault, clean && (!judgesSpeed || ratio >= TENTH), figures);
        }
    }

    private SwarmResult swarm(InetSocketAddress server, int round)
            throws SwarmException, InterruptedException {
        var plan =
                new SwarmPlan(
                        server.getHostString(),
                        server.getPort(),
                        CHANNEL,
                        sizes.readers(),
                        SENDERS,
                        sizes.messages(),
                        0,
                        PAYLOAD,
                        seed + round,
                        0,
                        Duration.ZERO,
                        PATIENCE);
        return Swarm.run(plan, Progress.NONE);
    }

    private static double rate(SwarmResult result) {
        return result.sent() / result.seconds();
    }

    private static double geometricMean(List<Double> values) {
        return Math.exp(values.stream().mapToDouble(Math::log).average().orElseThrow());
    }

    private List<BadReader> stalled(InetSocketAddress server, Fault fault, int round)
            throws IOException {
        var all = new ArrayList<BadReader>();
        for (int i = 0; i < sizes.stalled(); i++) {
            var stranger = Stranger.in(server, "bad%d-%d".formatted(round, i), CHANNEL);
            all.add(new BadReader(stranger, fault == Fault.SLOW ? SLOW_BYTES : 0));
        }
        return all;
    }

    /// Connections that say nothing are told so and closed; meanwhile others do not notice them.
    private FaultReport silent()
            throws ServerFailedException, SwarmException, IOException, InterruptedException {
        try (var server = start(List.of());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var address = address(server);
            var strangers = new ArrayList<Stranger>();
            for (int i = 0; i < sizes.silent(); i++) {
                strangers.add(new Stranger(address));
            }
            var result = swarm(address, 1);
            var farewells =
                    threads.invokeAll(
                            strangers.stream()
                                    .<java.util.concurrent.Callable<List<String>>>map(
                                            stranger -> stranger::rest)
                                    .toList());
            long told =
                    farewells.stream()
                            .filter(words ->
                                    words.resultNow().toString().contains("Registration timeout"))
                            .count();
            strangers.forEach(Stranger::close);
            server.stop();
            var complaints = server.complaints();
            return new FaultReport(
                    Fault.SILENT,
                    told == sizes.silent() && result.audit().clean() && complaints.isEmpty(),
                    with(
                            complaints,
                            "%d connections said nothing; %d were told why they were closed"
                                    .formatted(sizes.silent(), told),
                            "%d others exchanged %d messages meanwhile; lost %d"
                                    .formatted(
                                            sizes.readers(),
                                            result.sent(),
                                            result.audit().lost())));
        }
    }

    private static List<String> with(List<String> complaints, String... figures) {
        var all = new ArrayList<>(List.of(figures));
        all.add(
                complaints.isEmpty()
                        ? "the server logged no warning"
                        : "the server logged: " + complaints.getFirst());
        return all;
    }

    private FaultReport garbage()
            throws ServerFailedException, SwarmException, IOException, InterruptedException {
        try (var server = start(List.of());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var address = address(server);
            var noise = new Noise(seed);
            int connections = 0;
            long endless = 0;
            for (int sent = 0; sent < sizes.lines(); connections++) {
                try (var stranger = new Stranger(address)) {
                    if (connections % 2 == 0) { // and before registration every other time
                        stranger.send("NICK noise");
                        stranger.send("USER noise 0 * :noise");
                    }
                    var reading = threads.submit(stranger::rest);
                    sent += send(stranger, noise, Math.min(1000, sizes.lines() - sent));
                    stranger.hangUp();
                    reading.cancel(true);
                }
            }
            try (var stranger = new Stranger(address)) {
                stranger.sendRaw(new byte[1_000_000]);
                stranger.send("");
                endless = stranger.until("417").size();
            }
            var result = swarm(address, 1);
            server.stop();
            var complaints = server.complaints();
            return new FaultReport(
                    Fault.GARBAGE,
                    result.audit().clean() && complaints.isEmpty() && endless > 0,
                    with(
                            complaints,
                            "%d random lines (seed %d) over %d connections"
                                    .formatted(sizes.lines(), seed, connections),
                            "a line of 1 MB was answered by 417",
                            "%d others exchanged %d messages afterwards; lost %d"
                                    .formatted(
                                            sizes.readers(),
                                            result.sent(),
                                            result.audit().lost())));
        }
    }

    /// Sends noise until enough is sent or the server has had enough of it, as after a QUIT.
    private static int send(Stranger stranger, Noise noise, int lines) {
        for (int sent = 1; sent <= lines; sent++) {
            try {
                stranger.sendRaw(noise.line());
            } catch (IOException _) {
                return sent;
            }
        }
        return lines;
    }

    /// A server that runs out of descriptors keeps its clients, says so, and takes more when there
    /// are descriptors again.
    private FaultReport descriptors()
            throws ServerFailedException, SwarmException, IOException, InterruptedException {
        var limited = List.of("sh", "-c", "ulimit -n " + DESCRIPTORS + "; exec \"$0\" \"$@\"");
        try (var server = start(limited)) {
            var address = address(server);
            var crowd = new ArrayList<Stranger>();
            try (var ann = Stranger.in(address, "ann", CHANNEL);
                    var bob = Stranger.in(address, "bob", CHANNEL)) {
                for (int i = 0; i < DESCRIPTORS; i++) { // those beyond the limit wait in the kernel
                    crowd.add(new Stranger(address));
                }
                ann.send("PRIVMSG " + CHANNEL + " :still here");
                bob.until("PRIVMSG");
                crowd.forEach(Stranger::close);
                try (var eve = Stranger.in(address, "eve", CHANNEL)) {
                    eve.send("PRIVMSG " + CHANNEL + " :back again");
                    bob.until("PRIVMSG");
                }
            }
            server.stop();
            var complaints = server.complaints();
            boolean said = complaints.stream().anyMatch(line -> line.contains("cannot accept"));
            boolean recovered =
                    complaints.stream().anyMatch(line -> line.contains("accepted again"));
            return new FaultReport(
                    Fault.DESCRIPTORS,
                    said && recovered && complaints.size() <= 4,
                    List.of(
                            "%d descriptors, %d clients".formatted(DESCRIPTORS, DESCRIPTORS + 2),
                            "those who were in went on talking; who came when some had left got in",
                            "the server said: " + String.join(" / ", complaints)));
        }
    }

    /// What the server has taken for its clients reaches them when it is stopped.
    private FaultReport goodbye() throws ServerFailedException, IOException, InterruptedException {
        try (var server = start(List.of());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var address = address(server);
            var readers = new ArrayList<Stranger>();
            for (int i = 0; i < sizes.stalled(); i++) {
                readers.add(Stranger.in(address, "reader" + i, CHANNEL));
            }
            try (var ann = Stranger.in(address, "ann", CHANNEL)) {
                for (int i = 0; i < WAITING; i++) {
                    ann.send("PRIVMSG " + CHANNEL + " :" + "x".repeat(PAYLOAD));
                }
                ann.send("PING all-taken");
                ann.until("PONG");
                long began = System.nanoTime();
                var reading = readers.stream().map(r -> threads.submit(r::rest)).toList();
                server.stop();
                long millis = (System.nanoTime() - began) / 1_000_000;
                threads.shutdown();
                // What is on its way still comes, and then the connections end.
                boolean haveEnded = threads.awaitTermination(30, TimeUnit.SECONDS);
                long whole = 0;
                long told = 0;
                for (var future : reading) {
                    if (future.state() != Future.State.SUCCESS) continue;
                    var lines = future.resultNow();
                    whole +=
                            lines.stream().filter(l -> l.contains(" PRIVMSG ")).count() == WAITING
                                    ? 1
                                    : 0;
                    told += lines.getLast().contains("Server shutting down") ? 1 : 0;
                }
                readers.forEach(Stranger::close);
                return new FaultReport(
                        Fault.GOODBYE,
                        haveEnded && whole == readers.size() && told == readers.size(),
                        List.of(
                                "%d messages waited for each of %d clients when it was stopped"
                                        .formatted(WAITING, readers.size()),
                                "%d of them got all, %d were told that the server shuts down"
                                        .formatted(whole, told),
                                "it took %d ms".formatted(millis)));
            }
        }
    }
}
