package chatlab.client.swarm;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.HdrHistogram.Histogram;

/// How long messages took from sending to arrival, in microseconds.
public record Latency(
        @JsonProperty("p50") double median,
        @JsonProperty("p99") double p99,
        @JsonProperty("p99.9") double p999,
        @JsonProperty("max") double max) {

    private static final double NANOS_PER_MICRO = 1_000;

    /// @param nanos latencies in nanoseconds
    static Latency of(Histogram nanos) {
        return new Latency(
                nanos.getValueAtPercentile(50) / NANOS_PER_MICRO,
                nanos.getValueAtPercentile(99) / NANOS_PER_MICRO,
                nanos.getValueAtPercentile(99.9) / NANOS_PER_MICRO,
                nanos.getMaxValue() / NANOS_PER_MICRO);
    }
}
