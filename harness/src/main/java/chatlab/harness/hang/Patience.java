package chatlab.harness.hang;

import java.time.Duration;

/// How much processor time a single call may use before it counts as one that never ends.
///
/// Nobody can tell a call without end from a slow one for certain. So the limit is far beyond what
/// the same strategy needed when one thread called it alone, and never below [#LEAST]. The
/// sequential contract measures that time ([chatlab.harness.contract.ContractRun]); it reaches the
/// child JVMs as a system property.
///
/// @param nanos processor time, in nanoseconds
public record Patience(long nanos) {
    /// Enough for every call of a usual strategy a thousand times over.
    public static final Patience LEAST = new Patience(Duration.ofSeconds(3).toNanos());

    private static final String PROPERTY = "lab.patience";
    private static final int TIMES = 100;

    /// For a strategy whose slowest call needed this long with nobody else there.
    public static Patience after(Duration slowestCall) {
        return new Patience(Math.max(LEAST.nanos, slowestCall.toNanos() * TIMES));
    }

    static Patience ofThisJvm() {
        return new Patience(Long.getLong(PROPERTY, LEAST.nanos));
    }

    /// What a child JVM must be started with.
    public String jvmArgument() {
        return "-D" + PROPERTY + "=" + nanos;
    }
}
