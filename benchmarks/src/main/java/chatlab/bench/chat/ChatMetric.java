package chatlab.bench.chat;

import java.util.Optional;
import java.util.stream.Stream;

/// A metric of a chat server.
public enum ChatMetric {
    DELIVERIES("deliveries", "thrpt", "deliveries/s"),
    CPU("cpu", "avgt", "CPU s/million deliveries"),
    MEMORY("memory", "avgt", "MiB resident"),
    P50("latency-p50", "avgt", "us"),
    P99("latency-p99", "avgt", "us"),
    P999("latency-p99.9", "avgt", "us");

    private static final String PREFIX = "chat.";

    private final String label;
    private final String mode;
    private final String unit;

    /// @param mode of JMH: whether more or less is better
    ChatMetric(String label, String mode, String unit) {
        this.label = label;
        this.mode = mode;
        this.unit = unit;
    }

    /// As the name of a JMH benchmark.
    String benchmark() {
        return PREFIX + label;
    }

    /// The label of the metric with this benchmark name.
    public static Optional<String> labelOf(String benchmark) {
        return Stream.of(values())
                .filter(metric -> metric.benchmark().equals(benchmark))
                .map(metric -> metric.label)
                .findFirst();
    }

    public static ChatMetric labelled(String label) {
        return Stream.of(values())
                .filter(metric -> metric.label.equals(label))
                .findFirst()
                .orElseThrow();
    }

    String mode() {
        return mode;
    }

    String unit() {
        return unit;
    }
}
