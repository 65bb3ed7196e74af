package chatlab.bench.compare;

import chatlab.bench.run.ForkPlan;
import chatlab.bench.run.Stopping;
import chatlab.bench.run.Subject;
import chatlab.bench.run.Timing;
import chatlab.evidence.ClaimVerdict;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Judgement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Measures where a comparison is still open, until all are decided or the time is up.
///
/// Whoever looks at results after every round and stops when they look good finds differences that
/// do not exist. So the looks are planned before the run: after 6, 12, 24 … rounds and at the end,
/// and each may err with an equal share of the permitted error. This is a group-sequential plan in
/// the sense of Pocock (1977) and of Lan and DeMets (1983). Their sum is an upper bound of the
/// error, however the looks depend on each other. A comparison that is decided at a look is not
/// measured any more; its verdict stays.
public final class UntilDecided implements Stopping {
    /// The fewest rounds after which a comparison can be decided.
    public static final int FIRST_LOOK = 6;

    private final ForkPlan plan;
    private final Function<List<JmhResult>, List<Judgement>> judge;
    private final LongSupplier nanoTime;
    private final long deadline;
    private final List<Integer> lookRounds = new ArrayList<>();
    private Collection<Subject> open;

    /// A run that has not begun.
    ///
    /// @param deadline in nanoseconds, on the clock `nanoTime`
    /// @param time from the start of the command until the deadline; how many looks are planned
    ///   depends on it, and so on nothing that is measured
    /// @param judge judges all comparisons of the run
    public UntilDecided(
            ForkPlan plan,
            Timing timing,
            Duration time,
            long deadline,
            LongSupplier nanoTime,
            Function<List<JmhResult>, List<Judgement>> judge) {
        this.plan = plan;
        this.deadline = deadline;
        this.nanoTime = nanoTime;
        this.judge = judge;
        this.open = plan.subjects();
        // Twice as many rounds as if all were measured to the end: some will be decided earlier.
        long mostRounds = 2 * time.dividedBy(timing.fork().multipliedBy(plan.subjects().size()));
        for (int look = FIRST_LOOK; look <= mostRounds; look *= 2) lookRounds.add(look);
    }

    @Override
    public int looks() {
        return lookRounds.size() + 1;
    }

    @Override
    public Collection<Subject> next(int rounds, Supplier<List<JmhResult>> results) {
        if (lookRounds.contains(rounds)) open = open(results.get());
        return open;
    }

    @Override
    public Duration left(int forks, Duration average) {
        return Duration.ofNanos(deadline - nanoTime.getAsLong()).minus(average);
    }

    private List<Subject> open(List<JmhResult> results) {
        List<Judgement> undecided =
                judge.apply(results).stream()
                        .filter(j -> j.verdict() == ClaimVerdict.INCONCLUSIVE)
                        .toList();
        return plan.subjects().stream()
                .filter(subject ->
                        undecided.stream()
                                .map(Judgement::claim)
                                .anyMatch(claim ->
                                        subject.isOf(claim.subject())
                                                || subject.isOf(claim.than())))
                .toList();
    }
}
