package chatlab.races;

import java.time.Duration;
import java.util.List;

/// How long a run takes, and in which kinds of JVM.
///
/// @param modes JVM arguments; every race test runs once in each
/// @param stress for the race tests together
/// @param liveness for the hunt for calls that never return
/// @param modelChecking with Lincheck, too
/// @param seed of what is random of ours: the hunt's calls, the model checker's scenarios
record Plan(
        List<List<String>> modes,
        Duration stress,
        Duration liveness,
        boolean modelChecking,
        long seed) {

    /// Code of the first compiler is slow and comes at once, so that its races are wide open from
    /// the first samples on; code of the second is what runs in the end, and is free to move reads
    /// and writes about. Chosen by measuring which shows what.
    private static final List<List<String>> PINNED =
            List.of(List.of("-XX:TieredStopAtLevel=1"), List.of());

    static Plan quick(long seed) {
        return new Plan(PINNED, Duration.ofMillis(9_000), Duration.ofMillis(1_500), false, seed);
    }

    static Plan usual(long seed) {
        return new Plan(PINNED, Duration.ofSeconds(22), Duration.ofSeconds(4), true, seed);
    }

    Plan withStress(Duration time) {
        return new Plan(modes, time, liveness, modelChecking, seed);
    }

    /// How long it all will take, about.
    Duration estimate() {
        return stress.plus(liveness).plusSeconds(modelChecking ? 17 : 4);
    }

    /// Milliseconds that one of so many race tests runs in one mode.
    int millis(int tests) {
        return (int) Math.max(50, stress.toMillis() / modes.size() / Math.max(1, tests));
    }
}
