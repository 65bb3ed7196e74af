package chatlab.engine;

import chatlab.engine.execution.Director;
import chatlab.engine.execution.Lane;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// Directs one execution at random, by the algorithm PCT (Burckhardt, Kothari, Musuvathi and
/// Nagarakatte: A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs, 2010).
///
/// Each thread gets a random priority when it is first seen, and the one with the highest runs. At
/// a few steps, chosen at random beforehand, the running thread falls to a low priority that
/// belongs to that step. At a few others, a read returns an older write. A thread that spins falls
/// below all others.
///
/// It runs on threads of the execution, so it must load no class there: no lambda, no switch over
/// an enum. A thread that waits for a class loader would count as one that waits.
final class RandomPriorities implements Director {
    private final SplittableRandom random;

    /// By step the priority to which the running thread falls: negative, and each another.
    private final Map<Integer, Integer> changePoints = new HashMap<>();

    private final Set<Integer> stalePoints = new HashSet<>();
    private final Map<Lane, Double> priorities = new HashMap<>();
    private int lowest;
    private int steps;
    private int preemptions;
    private int staleReads;

    /// @param seed decides everything
    /// @param mostSteps the steps of the longest execution so far
    /// @param changes how often the running thread loses its priority
    /// @param stale how often a read may return an older write
    RandomPriorities(long seed, int mostSteps, int changes, int stale) {
        random = new SplittableRandom(seed);
        lowest = -changes;
        for (int i = 1; i <= changes; i++) changePoints.put(random.nextInt(mostSteps), -i);
        for (int i = 0; i < stale; i++) stalePoints.add(random.nextInt(mostSteps));
    }

    int preemptions() {
        return preemptions;
    }

    int staleReads() {
        return staleReads;
    }

    @Override
    public Lane beforeStep(Lane running, Candidates others) {
        var changed = changePoints.remove(steps);
        if (changed != null) priorities.put(running, (double) changed);
        var best = highest(others, others.ready());
        if (priority(best) <= priority(running)) return running;
        preemptions++;
        return best;
    }

    @Override
    public Lane whenSpinning(Lane running, Candidates progressing, Candidates all) {
        priorities.put(running, (double) --lowest);
        return whenStuck(progressing);
    }

    @Override
    public Lane whenStuck(Candidates lanes) {
        return highest(lanes, lanes.ready());
    }

    private Lane highest(Candidates lanes, int ready) {
        var best = lanes.lanes().getFirst();
        for (var lane : lanes.lanes().subList(0, ready)) {
            if (priority(lane) > priority(best)) best = lane;
        }
        return best;
    }

    private double priority(Lane lane) {
        var known = priorities.get(lane);
        if (known != null) return known;
        double drawn = random.nextDouble();
        priorities.put(lane, drawn);
        return drawn;
    }

    @Override
    public int choose(Lane running, int options, Alternative kind) {
        if (kind == Alternative.EQUAL) return random.nextInt(options);
        if (!stalePoints.remove(steps - 1)) return 0;
        staleReads++;
        return random.nextInt(1, options);
    }

    @Override
    public void stepTaken(Lane running) {
        steps++;
    }

    @Override
    public void ended() {}
}
