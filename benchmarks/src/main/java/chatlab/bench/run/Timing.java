package chatlab.bench.run;

import java.time.Duration;

/// How long a fork warms up and measures.
///
/// @param iteration the length of each iteration of either kind
public record Timing(int warmups, int measurements, Duration iteration) {

    /// Enough iterations for a claim.
    public static final Timing FULL = new Timing(5, 5, Duration.ofMillis(400));

    /// For a short run; too few iterations for a claim.
    public static final Timing QUICK = new Timing(2, 3, Duration.ofMillis(200));

    /// The time in which a JVM starts and JMH gets ready.
    private static final Duration START = Duration.ofSeconds(1);

    /// The expected time of one fork.
    public Duration fork() {
        return iteration.multipliedBy(warmups + measurements).plus(START);
    }
}
