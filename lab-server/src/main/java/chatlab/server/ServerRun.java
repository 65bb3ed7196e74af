package chatlab.server;

import chatlab.evidence.live.NetCounts;
import chatlab.protocol.Hosts;
import chatlab.relay.Refused;
import chatlab.server.config.DeliveryPolicy;
import chatlab.server.config.NetOptions;
import chatlab.server.config.PlainOptions;
import chatlab.server.config.ServerConfig;
import chatlab.server.config.ServerOptions;
import chatlab.server.config.ThreadPolicy;
import chatlab.server.config.WebSocketOptions;
import chatlab.server.watch.LogEvent;
import chatlab.server.watch.LogField;
import chatlab.server.watch.Metrics;
import chatlab.server.watch.StatsLog;
import chatlab.strategies.BugCard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// One run of the server command: start, report, wait, stop, report.
final class ServerRun {
    private static final Logger LOG = LoggerFactory.getLogger(ServerRun.class);
    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration LAST_LINE = Duration.ofSeconds(1);

    /// Opened when the run has printed its last line.
    private final CountDownLatch done = new CountDownLatch(1);

    private final long began = System.nanoTime();
    private final ServerConfig config;
    private final CommandLine commandLine;

    /// Standard output as it was at the beginning.
    private final PrintWriter out;

    private final @Nullable Duration statsInterval;
    private final @Nullable Integer metricsPort;
    private final WebSocketOptions web;
    private final NetOptions net;
    private final PlainOptions plain;
    private final boolean json;
    private final boolean untilEof;

    ServerRun(
            ServerConfig config,
            CommandLine commandLine,
            @Nullable Duration statsInterval,
            @Nullable Integer metricsPort,
            WebSocketOptions web,
            PlainOptions plain,
            NetOptions net,
            boolean json,
            boolean untilEof) {
        this.config = config;
        this.commandLine = commandLine;
        this.out = commandLine.getOut();
        this.statsInterval = statsInterval;
        this.metricsPort = metricsPort;
        this.web = web;
        this.net = net;
        this.plain = plain;
        this.json = json;
        this.untilEof = untilEof;
    }

    /// Runs the server until it is stopped; returns the exit code.
    ///
    /// @throws IOException with a sentence for the user if it could not run; a taken address is no
    ///   exception but exit code 3
    int run() throws InterruptedException, IOException {
        if (json) System.setOut(errors());
        return serve();
    }

    /// With `--json`, a program reads standard output, so what a strategy prints must go elsewhere.
    /// A stream of its own, so that a strategy cannot tell it by `out == err`.
    private static PrintStream errors() {
        return new PrintStream(
                new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    }

    private int serve() throws InterruptedException, IOException {
        try (var server = start();
                var _ = startMetrics(server);
                var webClients = startWebClients(server);
                var plainClients = startPlainClients(server)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "goodbye"));
            reportReady(server, webClients, plainClients);
            if (untilEof) Thread.ofPlatform().name("stdin").daemon().start(() -> untilEof(server));
            if (statsInterval == null) {
                while (!server.awaitClosed(LONG)) {}
            } else {
                try (var log =
                        new StatsLog(
                                server.stats(), server::connections, counts(server), seesLocks())) {
                    while (!server.awaitClosed(statsInterval)) report(log);
                }
            }
            reportSummary(server);
            if (server.failure().isPresent()) throw failed(server.failure().get());
            return CommandLine.ExitCode.OK;
        } catch (SocketException e) {
            commandLine.getErr().println(cannotListen(e));
            return 3;
        } finally {
            done.countDown();
        }
    }

    private static IOException failed(Throwable reason) {
        LOG.error("the server can serve no more", reason);
        return new IOException("The server can serve no more, and has ended: " + reason, reason);
    }

    private ChatServer start() throws IOException {
        if (!net.isNet()) return ChatServer.start(config);
        try {
            return ChatServer.start(
                    config, net.isOrdered(), listener -> net.open(config.name(), listener));
        } catch (Refused e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void report(StatsLog log) {
        if (json) print(log.counts((System.nanoTime() - began) / 1e9));
        else log.log();
    }

    private static Optional<Supplier<NetCounts>> counts(ChatServer server) {
        return server.net().map(net -> net::counted);
    }

    /// Flight Recorder sees the lock waits of platform threads only.
    private boolean seesLocks() {
        return config.threads() == ThreadPolicy.PLATFORM
                || config.delivery() == DeliveryPolicy.LOOP;
    }

    private @Nullable Metrics startMetrics(ChatServer server) throws IOException {
        if (metricsPort == null) return null;
        try {
            var metrics =
                    new Metrics(server.stats(), server::connections, counts(server), metricsPort);
            LoggerFactory.getLogger(ServerRun.class)
                    .info("metrics are at http://localhost:{}/metrics", metrics.port());
            return metrics;
        } catch (IOException e) {
            throw new IOException(
                    "Cannot serve metrics on port %d (%s); choose another with --metrics (0 takes any free one)."
                            .formatted(metricsPort, e.getMessage()),
                    e);
        }
    }

    private @Nullable WebClients startWebClients(ChatServer server) throws IOException {
        if (web.port == null) return null;
        return WebClients.start(web.port, web.origins, server, config.limits().sessions());
    }

    private @Nullable PlainClients startPlainClients(ChatServer server) throws IOException {
        return plain.port == null ? null : PlainClients.start(plain.port, server);
    }

    /// Ctrl-C calls this; the JVM waits for it before it ends.
    private void stop(ChatServer server) {
        server.close();
        try {
            if (!done.await(LAST_LINE.toMillis(), TimeUnit.MILLISECONDS)) return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void reportReady(
            ChatServer server,
            @Nullable WebClients webClients,
            @Nullable PlainClients plainClients) {
        var address = server.address();
        if (json) {
            var ready = new LinkedHashMap<String, @Nullable Object>();
            ready.put("schema", "chatlab/server/1");
            ready.put("host", address.getAddress().getHostAddress());
            ready.put("port", address.getPort());
            if (webClients != null) ready.put("websocket", webClients.port());
            if (net.relay != null) {
                ready.put("relay", net.relay);
                ready.put("promised", net.promised());
            }
            if (plainClients != null) ready.put("plain", plainClients.address().getPort());
            ready.put("strategy", config.strategy().name());
            ready.put("declared", config.strategy().guarantees());
            ready.put("twin", config.strategy().bugCard().map(BugCard::twin).orElse(null));
            ready.put("pid", ProcessHandle.current().pid());
            print(ready);
        }
        if (net.relay != null) {
            LOG.info(
                    "server {} of a net, relay {}, reached by the others on port {}",
                    config.name(),
                    net.relay,
                    net.port);
        }
        LOG.info(
                "listening on {} with strategy {}, {} delivery, {}; Ctrl-C stops",
                LogField.of("address", Hosts.withPort(address.getAddress(), address.getPort())),
                LogField.of("strategy", config.strategy().name()),
                LogField.of("delivery", config.delivery().toString()),
                LogField.of("threads", config.servedBy()),
                LogEvent.READY);
        LOG.info("join with any IRC client, or with: {}", join(address));
        if (webClients != null) {
            LOG.info("web clients can connect to ws://127.0.0.1:{}/", webClients.port());
        }
        if (plainClients != null) {
            int port = plainClients.address().getPort();
            LOG.info(
                    "programs that know no IRC can connect with: nc {} {}; load and audit it with:"
                            + " lab swarm --plain --port {}",
                    address.getAddress().isAnyLocalAddress()
                            ? "127.0.0.1"
                            : address.getAddress().getHostAddress(),
                    port,
                    port);
        }
        if (!address.getAddress().isLoopbackAddress() && config.password().isEmpty()) {
            LOG.warn(
                    "anybody who can reach this machine can join; require a password with"
                            + " --password");
        }
    }

    /// The command that joins this server.
    private static String join(InetSocketAddress server) {
        var address = server.getAddress();
        boolean here = address.isAnyLocalAddress() || address.isLoopbackAddress();
        return "lab client"
                + (here ? "" : " --host " + Hosts.shortForm(address))
                + (server.getPort() == new ServerOptions().port
                        ? ""
                        : " --port " + server.getPort());
    }

    private void reportSummary(ChatServer server) {
        if (!json) return;
        var stats = server.stats().snapshot();
        var summary = new LinkedHashMap<String, @Nullable Object>();
        summary.put("schema", "chatlab/server-summary/1");
        summary.put("strategy", config.strategy().name());
        summary.put("sessions", stats.sessions());
        summary.put("messages", stats.messages());
        summary.put("deliveries", stats.deliveries());
        summary.put("strategyErrors", stats.strategyErrors());
        summary.put("overflows", stats.overflows());
        print(summary);
    }

    /// Two threads print: that of the counts, and the one that answers standard input.
    private synchronized void print(Object line) {
        try {
            out.println(new JsonMapper().writeValueAsString(line));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new AssertionError("plain values are JSON", e);
        }
    }

    private void untilEof(ChatServer server) {
        var control = server.net().map(joined -> new NetControl(joined, net.faults));
        try (var in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var said = line;
                control.flatMap(each -> each.take(said)).ifPresent(this::print);
            }
        } catch (IOException _) {
            // Input that cannot be read has ended, too.
        }
        server.close();
    }

    private String cannotListen(SocketException e) {
        var address = config.address().getAddress();
        return "Cannot listen on %s (%s); %s."
                .formatted(
                        Hosts.withPort(address, config.address().getPort()),
                        e.getMessage(),
                        isLocal(address)
                                ? "stop the program that holds it, or choose another with --port"
                                        + " (0 takes any free one)"
                                : "this machine does not have that address: choose another with"
                                        + " --bind, such as 127.0.0.1");
    }

    private static boolean isLocal(InetAddress address) {
        try {
            return address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null
                    || address.isLoopbackAddress();
        } catch (SocketException _) {
            return true;
        }
    }
}
