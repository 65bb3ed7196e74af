package chatlab.engine;

/// The random executions that follow when a budget is used up.
///
/// Each has one preemption more than the bound allows, at random steps, by the algorithm PCT. Every
/// second one has as many stale reads as the bound allows. The seed is always the same, so these
/// executions are the same on every machine.
///
/// @param executions how many were begun
/// @param changes how often a thread is stopped in each
/// @param threads how many the program has
/// @param steps of the longest execution of the program
public record Sample(long executions, int changes, int threads, int steps) {
    /// The least probability with which one of them, if it has no stale reads, finds a bug that
    /// needs as many preemptions: 1 / (threads * steps ^ changes).
    public double chance() {
        return 1 / (threads * Math.pow(steps, changes));
    }
}
