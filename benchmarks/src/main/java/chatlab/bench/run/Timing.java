package chatlab.bench.run;

import java.time.Duration;

/// How long a fork warms up and measures.
///
/// @param iteration the length of each iteration of either kind
public record Timing(int warmups, int measurements, Duration iteration) {

    /// Of a run that goes on until it is decided: many short forks say more than a few long ones,
    /// since the fork is the sample. docs/benchmarks.md has the measurements behind it.
    public static final Timing SHORT = new Timing(1, 3, Duration.ofMillis(100));

    /// For long forks, which measure what the compiler has finished with.
    public static final Timing LONG = new Timing(5, 5, Duration.ofMillis(400));

    /// The time in which a JVM starts and JMH gets ready.
    private static final Duration START = Duration.ofSeconds(1);

    /// The expected time of one fork.
    public Duration fork() {
        return iteration.multipliedBy(warmups + measurements).plus(START);
    }
}
