package chatlab.races.run;

import chatlab.engine.Bounds;
import chatlab.harness.exploration.ExplorationRun;
import chatlab.harness.scenario.Generated;
import chatlab.harness.scenario.Scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How long a run takes, and in which kinds of JVM.
///
/// @param modes JVM arguments; every race test runs once in each
/// @param stress time for all race tests together
/// @param liveness time for the search for calls that never return
/// @param executions how many executions of each program the engine begins at most; 0: it is not
///   asked
/// @param jcstressModes time to run the race tests again in all of jcstress's own JVM modes; zero
///   for none
/// @param seed for the hunt's calls
public record Plan(
        List<List<String>> modes,
        Duration stress,
        Duration liveness,
        long executions,
        Duration jcstressModes,
        long seed) {

    /// The first compiler's code is slow and available at once, so races are likely from the first
    /// sample on. The second compiler's code is what runs in production, and may reorder reads and
    /// writes.
    private static final List<List<String>> PINNED =
            List.of(List.of("-XX:TieredStopAtLevel=1"), List.of());

    private static final int ROUNDS = 4;

    private static final long EXECUTIONS = ExplorationRun.BOUNDS.executions();

    public static Plan quick(long seed) {
        return new Plan(
                PINNED,
                Duration.ofSeconds(7),
                Duration.ofMillis(1_500),
                EXECUTIONS,
                Duration.ZERO,
                seed);
    }

    /// Only what is the same on every machine.
    public static Plan engineOnly() {
        return new Plan(List.of(), Duration.ZERO, Duration.ZERO, EXECUTIONS, Duration.ZERO, 0);
    }

    public static Plan usual(long seed) {
        return new Plan(
                PINNED,
                Duration.ofSeconds(22),
                Duration.ofSeconds(4),
                10 * EXECUTIONS,
                Duration.ZERO,
                seed);
    }

    public static Plan thorough(long seed) {
        var usual = usual(seed);
        var time = Duration.ofMinutes(10);
        return new Plan(PINNED, usual.stress, Duration.ofSeconds(20), 10 * EXECUTIONS, time, seed);
    }

    /// The same plan with another time for the race tests.
    public Plan withTime(Duration time) {
        return new Plan(
                modes,
                isThorough() ? stress : time,
                liveness,
                executions,
                isThorough() ? time : Duration.ZERO,
                seed);
    }

    /// The same plan without the engine.
    Plan withoutEngine() {
        return new Plan(modes, stress, liveness, 0, jcstressModes, seed);
    }

    public boolean isEngineOnly() {
        return modes.isEmpty();
    }

    /// The programs that the engine explores. The named ones come first; the others nobody has
    /// thought of.
    List<Scenario> programs() {
        var programs = new ArrayList<>(Scenario.named());
        if (executions > EXECUTIONS) programs.addAll(Generated.ofCalls(2));
        if (isThorough()) programs.addAll(Generated.ofCalls(3));
        return programs;
    }

    /// How far the engine goes in each program.
    Bounds bounds() {
        var usual = ExplorationRun.BOUNDS;
        return new Bounds(usual.preemptions(), usual.staleReads(), executions, usual.random());
    }

    boolean isThorough() {
        return !jcstressModes.isZero();
    }

    /// About how long the whole run takes.
    public Duration estimate() {
        var estimate = stress.plus(liveness).plusSeconds(executions > EXECUTIONS ? 20 : 9);
        return isThorough() ? estimate.plus(jcstressModes).plus(JcstressRun.OVERHEAD) : estimate;
    }

    /// How long each race test runs in one round, so that there are about [#ROUNDS] rounds.
    Duration slice(int tests) {
        long millis = stress.toMillis() / ROUNDS / Math.max(1, tests);
        return Duration.ofMillis(Math.clamp(millis, 20, 2_000));
    }

    /// When to stop the race tests even if some of them have no samples, because others hang.
    Duration limit() {
        return stress.multipliedBy(3).dividedBy(2).plusSeconds(6);
    }

    /// When to stop the rendezvous tests.
    Duration rendezvous() {
        return limit();
    }
}
