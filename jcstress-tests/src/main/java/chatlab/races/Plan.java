package chatlab.races;

import java.time.Duration;
import java.util.List;

/// How long a run takes, and in which kinds of JVM.
///
/// @param modes JVM arguments; every race test runs once in each
/// @param stress for the race tests together
/// @param liveness for the hunt for calls that never return
/// @param modelChecking with Lincheck, too
record Plan(List<List<String>> modes, Duration stress, Duration liveness, boolean modelChecking) {

    /// Code of the first compiler is slow and comes at once, so that its races are wide open from
    /// the first samples on; code of the second is what runs in the end, and is free to move reads
    /// and writes about. Chosen by measuring which shows what.
    private static final List<List<String>> PINNED =
            List.of(List.of("-XX:TieredStopAtLevel=1"), List.of());

    static final Plan QUICK =
            new Plan(PINNED, Duration.ofMillis(9_000), Duration.ofMillis(1_500), false);

    static final Plan DEFAULT =
            new Plan(PINNED, Duration.ofSeconds(24), Duration.ofSeconds(4), true);

    Plan withStress(Duration time) {
        return new Plan(modes, time, liveness, modelChecking);
    }

    /// Milliseconds that one of so many race tests runs in one mode.
    int millis(int tests) {
        return (int) Math.max(50, stress.toMillis() / modes.size() / Math.max(1, tests));
    }
}
