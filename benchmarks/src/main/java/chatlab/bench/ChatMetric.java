package chatlab.bench;

/// What is measured of a chat server.
enum ChatMetric {
    DELIVERIES("deliveries", "thrpt", "deliveries/s"),
    CPU("cpu", "avgt", "CPU s/million deliveries"),
    MEMORY("memory", "avgt", "MiB resident"),
    P50("latency-p50", "avgt", "us"),
    P99("latency-p99", "avgt", "us"),
    P999("latency-p99.9", "avgt", "us");

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
        return "chat." + label;
    }

    String mode() {
        return mode;
    }

    String unit() {
        return unit;
    }
}
