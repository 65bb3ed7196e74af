package chatlab.races;

import java.time.Duration;
import java.util.List;

/// How long a run takes, and in which kinds of JVM.
///
/// @param modes JVM arguments; every race test runs once in each
/// @param stress for the race tests together
/// @param liveness for the hunt for calls that never return
/// @param modelChecking with Lincheck, too
/// @param jcstressModes time for the race tests again, in all of jcstress's own JVM modes; or zero
/// @param seed of what is random of ours: the hunt's calls, the model checker's scenarios
record Plan(
        List<List<String>> modes,
        Duration stress,
        Duration liveness,
        boolean modelChecking,
        Duration jcstressModes,
        long seed) {

    /// Code of the first compiler is slow and comes at once, so that its races are wide open from
    /// the first samples on; code of the second is what runs in the end, and is free to move reads
    /// and writes about. Chosen by measuring which shows what.
    private static final List<List<String>> PINNED =
            List.of(List.of("-XX:TieredStopAtLevel=1"), List.of());

    private static final int ROUNDS = 4;

    static Plan quick(long seed) {
        return new Plan(
                PINNED,
                Duration.ofSeconds(10),
                Duration.ofMillis(1_500),
                false,
                Duration.ZERO,
                seed);
    }

    static Plan usual(long seed) {
        return new Plan(
                PINNED, Duration.ofSeconds(22), Duration.ofSeconds(4), true, Duration.ZERO, seed);
    }

    static Plan thorough(long seed) {
        var usual = usual(seed);
        var time = Duration.ofMinutes(10);
        return new Plan(PINNED, usual.stress, Duration.ofSeconds(20), true, time, seed);
    }

    /// The same with so much time for the race tests.
    Plan withTime(Duration time) {
        return new Plan(
                modes,
                isThorough() ? stress : time,
                liveness,
                modelChecking,
                isThorough() ? time : Duration.ZERO,
                seed);
    }

    boolean isThorough() {
        return !jcstressModes.isZero();
    }

    /// How long it all will take, about.
    Duration estimate() {
        var estimate = stress.plus(liveness).plusSeconds(modelChecking ? 17 : 4);
        return isThorough() ? estimate.plus(jcstressModes).plus(JcstressRun.OVERHEAD) : estimate;
    }

    /// How long one of so many race tests runs at a time: so that there are some four rounds.
    Duration slice(int tests) {
        long millis = stress.toMillis() / ROUNDS / Math.max(1, tests);
        return Duration.ofMillis(Math.clamp(millis, 20, 2_000));
    }

    /// When to give up on the race tests, because some of them hang.
    Duration limit() {
        return stress.multipliedBy(3).dividedBy(2).plusSeconds(6);
    }

    /// When to give up on the rendezvous tests.
    Duration rendezvous() {
        return limit();
    }
}
