package chatlab.server.watch;

import chatlab.evidence.live.NetCounts;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// Serves the counts in Prometheus' text format, over HTTP on the loopback only.
public final class Metrics implements AutoCloseable {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Stats stats;
    private final HTTPServer http;

    /// Starts to listen.
    ///
    /// @param connections how many clients are connected now
    /// @param net what the net has done; empty for a single server
    /// @param port 0 takes any free one
    /// @throws IOException if the port is taken
    public Metrics(
            Stats stats, IntSupplier connections, Optional<Supplier<NetCounts>> net, int port)
            throws IOException {
        this.stats = stats;
        net.ifPresent(this::register);
        GaugeWithCallback.builder()
                .name("chatlab_connections")
                .help("Clients connected now.")
                .callback(callback -> callback.call(connections.getAsInt()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("chatlab_outbox_high_water")
                .help("The most messages that ever waited for one session.")
                .callback(callback -> callback.call((double) stats.snapshot().outboxHighWater()))
                .register(registry);
        counter("sessions", "Clients that have connected.", Stats.Snapshot::sessions);
        counter("messages", "Broadcasts of what users said.", Stats.Snapshot::messages);
        counter("deliveries", "Subscribers that took those.", Stats.Snapshot::deliveries);
        counter(
                "strategy_errors",
                "Exceptions thrown by strategies.",
                Stats.Snapshot::strategyErrors);
        counter("overflows", "Messages that found an outbox full.", Stats.Snapshot::overflows);
        counter("writes", "System calls that wrote to a socket.", Stats.Snapshot::writes);
        http =
                HTTPServer.builder()
                        .inetAddress(InetAddress.getLoopbackAddress())
                        .port(port)
                        .registry(registry)
                        .buildAndStart();
    }

    private void register(Supplier<NetCounts> net) {
        gauge("servers", "Servers of the net that can be reached.", () -> net.get().view().size());
        gauge("lag", "Events of this server that have not come back.", () -> net.get().lag());
        CounterWithCallback.builder()
                .name("chatlab_net_retransmissions")
                .help("Messages to other servers that were sent once more.")
                .callback(callback -> callback.call((double) net.get().relay().retransmissions()))
                .register(registry);
    }

    private void gauge(String name, String help, LongSupplier value) {
        GaugeWithCallback.builder()
                .name("chatlab_net_" + name)
                .help(help)
                .callback(callback -> callback.call((double) value.getAsLong()))
                .register(registry);
    }

    private void counter(String name, String help, ToLongFunction<Stats.Snapshot> count) {
        CounterWithCallback.builder()
                .name("chatlab_" + name)
                .help(help)
                .callback(callback -> callback.call((double) count.applyAsLong(stats.snapshot())))
                .register(registry);
    }

    public int port() {
        return http.getPort();
    }

    @Override
    public void close() {
        http.stop();
    }
}
