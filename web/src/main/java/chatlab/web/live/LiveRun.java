package chatlab.web.live;

import chatlab.evidence.Json;
import chatlab.evidence.live.ServerCounts;
import chatlab.evidence.live.SwarmFrame;
import chatlab.process.ChildCommand;
import chatlab.process.ChildProcess;
import chatlab.web.live.LiveFrame.Side;
import chatlab.web.live.LiveFrame.Status;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One server and its swarm, each in a JVM of its own, from [#start] to [#close].
///
/// Thread-safe: a thread for each child reads its lines, and the monitor guards what they say.
final class LiveRun implements AutoCloseable {
    private static final int MOST_COMPLAINTS = 12;

    /// The serial collector has no threads of its own that would take a core from the strategies.
    /// The second compiler takes more processor time than it saves until the first loss is seen,
    /// because four JVMs start at once.
    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms64m", "-Xmx512m");

    /// The server's first line.
    private record Ready(int port, String strategy, @Nullable String twin) {}

    private final String mainClass;
    private final String strategy;
    private final LiveSettings settings;
    private final LiveTotals totals = new LiveTotals();
    private final Thread thread;
    private Status status = Status.STARTING;
    private @Nullable String problem;
    private @Nullable Ready ready;
    private @Nullable ServerCounts counts;
    private @Nullable ChildProcess server;
    private @Nullable ChildProcess swarm;
    private boolean isClosed;

    private LiveRun(String mainClass, String strategy, LiveSettings settings) {
        this.mainClass = mainClass;
        this.strategy = strategy;
        this.settings = settings;
        thread = Thread.ofVirtual().name("live " + strategy).unstarted(this::run);
    }

    /// Starts both, and returns before they run.
    ///
    /// @param mainClass the main class of the `lab` command
    static LiveRun start(String mainClass, String strategy, LiveSettings settings) {
        var run = new LiveRun(mainClass, strategy, settings);
        run.thread.start();
        return run;
    }

    private void run() {
        try {
            var chat = startServer();
            if (chat == null) return;
            var line = chat.outputReader().readLine();
            if (line == null) {
                failed(complaints(chat));
                return;
            }
            var first = Json.mapper().readValue(line, Ready.class);
            var counting = Thread.ofVirtual().name("counts").start(() -> readCounts(chat));
            var load = startSwarm(first);
            if (load == null) return;
            var lines = load.outputReader();
            for (line = lines.readLine(); line != null; line = lines.readLine()) {
                add(Json.mapper().readValue(line, SwarmFrame.class));
            }
            failed(complaints(load));
            counting.join();
        } catch (IOException e) {
            failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return null: this is closed
    private synchronized @Nullable ChildProcess startServer() throws IOException {
        if (isClosed) return null;
        var words = settings.serverWords(strategy);
        server = ChildCommand.java(JVM, List.of(), mainClass, words).start();
        return server;
    }

    /// @return null: this is closed
    private synchronized @Nullable ChildProcess startSwarm(Ready first) throws IOException {
        if (isClosed) return null;
        ready = first;
        var words = settings.swarmWords(first.port());
        swarm = ChildCommand.java(JVM, List.of(), mainClass, words).start();
        return swarm;
    }

    private void readCounts(ChildProcess chat) {
        try {
            var lines = chat.outputReader();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var read = Json.mapper().readValue(line, ServerCounts.class);
                if (read.schema().equals(ServerCounts.SCHEMA)) set(read);
            }
            failed(complaints(chat));
        } catch (IOException e) {
            failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void set(ServerCounts read) {
        counts = read;
    }

    private synchronized void add(SwarmFrame frame) {
        if (!isClosed) status = Status.RUNNING;
        if (frame.problem() != null) problem = frame.problem();
        totals.add(frame, System.nanoTime());
    }

    private static String complaints(ChildProcess child) throws InterruptedException {
        int exitCode = child.exitCode();
        var said = child.errors().lines().limit(MOST_COMPLAINTS).collect(Collectors.joining("\n"));
        return said.isEmpty() ? "It ended without a word, with exit code " + exitCode + "." : said;
    }

    private synchronized void failed(String why) {
        if (isClosed) return;
        status = Status.FAILED;
        if (problem == null) problem = why;
    }

    /// One client stops reading, or reads again.
    synchronized void stall(boolean isOn) {
        if (swarm != null) swarm.writeLine(isOn ? "stall" : "resume");
    }

    /// What to show now. The flights are those since the last call.
    synchronized Side side() {
        var frame = totals.latest();
        return new Side(
                ready == null ? strategy : ready.strategy(),
                ready == null ? null : ready.twin(),
                status,
                problem,
                frame == null ? 0 : frame.round(),
                frame == null ? "" : frame.phase(),
                frame == null ? 0 : frame.seconds(),
                frame == null ? "" : frame.members(),
                totals.rate(),
                totals.audit(),
                totals.missed(),
                counts,
                totals.takeFlights());
    }

    /// Ends both, and waits until they are gone.
    @Override
    public void close() {
        for (var child : children()) child.close();
    }

    private synchronized List<ChildProcess> children() {
        isClosed = true;
        return Stream.of(swarm, server).flatMap(Stream::ofNullable).toList();
    }
}
