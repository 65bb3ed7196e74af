package chatlab.engine;

/// How far an exploration goes.
///
/// @param preemptions how often, in one execution, a thread may be stopped that could go on; a wait
///   that ends early, by time or spuriously, counts as well
/// @param staleReads how many reads of one execution may return an older write than the newest
/// @param executions how many executions are begun at most, those that were given up as redundant
///   included; those with thousands of steps count for several. Never a time, so that the result is
///   the same on every machine
/// @param random how many random executions follow if that budget is used up; see [Sample]
public record Bounds(int preemptions, int staleReads, long executions, int random) {
    public Bounds {
        if (preemptions < 0 || staleReads < 0 || executions < 1 || random < 0) {
            throw new IllegalArgumentException("bounds are not negative, and allow one execution");
        }
    }

    /// Returns bounds without random executions.
    public Bounds(int preemptions, int staleReads, long executions) {
        this(preemptions, staleReads, executions, 0);
    }

    /// Returns bounds that are large enough for most programs of two threads with a call each.
    public static Bounds of(int preemptions, int staleReads) {
        return new Bounds(preemptions, staleReads, 1_000_000);
    }

    @Override
    public String toString() {
        return preemptions + " preemptions, " + staleReads + " stale reads";
    }
}
