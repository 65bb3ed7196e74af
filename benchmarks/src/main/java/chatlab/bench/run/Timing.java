package chatlab.bench.run;

import java.time.Duration;

/// How long a fork warms up and measures.
///
/// @param iteration the length of each iteration of either kind
public record Timing(int warmups, int measurements, Duration iteration) {

    /// Many short forks say more than a few long ones, since the fork is the sample. But still
    /// shorter ones measure code that the compiler has not finished, and find other winners.
    /// docs/benchmarks.md has the measurements behind it.
    public static final Timing SHORT = new Timing(2, 3, Duration.ofMillis(200));

    /// The time in which a JVM starts and JMH gets ready.
    private static final Duration START = Duration.ofMillis(600);

    /// The expected time of one fork.
    public Duration fork() {
        return iteration.multipliedBy(warmups + measurements).plus(START);
    }
}
