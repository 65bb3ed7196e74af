package chatlab.bench.chat;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One server under the load of the swarm: warmed up, then loaded a few times. It is a fork in
/// JMH's sense, and each load is an iteration.
///
/// @param readings of each metric, one for each iteration; a metric that cannot be measured is
///   absent
/// @param faults the faults that the swarm found
record ChatFork(Map<ChatMetric, List<Double>> readings, List<String> faults) {

    /// The time of a process is known in hundredths of a second: a smaller value counts as half of
    /// one.
    private static final double LEAST_CPU_SECONDS = 0.005;

    static ChatFork run(
            LabChild lab, ChatContestant contestant, ChatLoad load, int warmups, int iterations)
            throws IOException, InterruptedException {
        var address = contestant.address();
        if (address != null) {
            return run(lab, address, load, warmups, iterations);
        }
        try (var server = lab.server(contestant.serverArguments())) {
            var ours =
                    new ChatContestant.Address("127.0.0.1", server.port(), server.process().pid());
            return run(lab, ours, load, warmups, iterations);
        }
    }

    private static ChatFork run(
            LabChild lab, ChatContestant.Address server, ChatLoad load, int warmups, int iterations)
            throws IOException, InterruptedException {
        Map<ChatMetric, List<Double>> readings = new EnumMap<>(ChatMetric.class);
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < warmups; i++) {
            lab.swarm(server.host(), server.port(), load.flood());
        }
        for (int i = 0; i < iterations; i++) {
            var before = cpu(server.pid());
            JsonNode flood = lab.swarm(server.host(), server.port(), load.flood());
            var after = cpu(server.pid());
            JsonNode steady = lab.swarm(server.host(), server.port(), load.steady());
            add(readings, ChatMetric.DELIVERIES, flood.path("deliveriesPerSecond").asDouble());
            if (before.isPresent() && after.isPresent()) {
                double millions = flood.path("delivered").asDouble() / 1e6;
                double seconds = after.get().minus(before.get()).toNanos() / 1e9;
                add(readings, ChatMetric.CPU, Math.max(seconds, LEAST_CPU_SECONDS) / millions);
            }
            memory(server.pid()).ifPresent(mib -> add(readings, ChatMetric.MEMORY, mib));
            JsonNode latency = steady.path("latencyMicros");
            add(readings, ChatMetric.P50, latency.path("p50").asDouble());
            add(readings, ChatMetric.P99, latency.path("p99").asDouble());
            add(readings, ChatMetric.P999, latency.path("p99.9").asDouble());
            fault(flood).ifPresent(faults::add);
            fault(steady).ifPresent(faults::add);
        }
        return new ChatFork(readings, faults);
    }

    private static void add(
            Map<ChatMetric, List<Double>> readings, ChatMetric metric, double value) {
        readings.computeIfAbsent(metric, _ -> new ArrayList<>()).add(value);
    }

    /// The speed of a server that loses messages does not matter.
    private static Optional<String> fault(JsonNode swarm) {
        long lost = swarm.path("lost").asLong();
        long duplicated = swarm.path("duplicated").asLong();
        long reordered = swarm.path("reordered").asLong();
        return lost + duplicated + reordered == 0
                ? Optional.empty()
                : Optional.of(
                        "of %d deliveries %d lost, %d duplicated, %d reordered"
                                .formatted(
                                        swarm.path("expected").asLong(),
                                        lost,
                                        duplicated,
                                        reordered));
    }

    private static Optional<Duration> cpu(@Nullable Long pid) {
        return Optional.ofNullable(pid)
                .flatMap(ProcessHandle::of)
                .flatMap(process -> process.info().totalCpuDuration());
    }

    /// The resident memory of a process in MiB; empty where there is no `/proc`.
    private static Optional<Double> memory(@Nullable Long pid) throws IOException {
        if (pid == null) return Optional.empty();
        Path status = Path.of("/proc", pid.toString(), "status");
        if (!Files.isReadable(status)) return Optional.empty();
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst();
    }
}
