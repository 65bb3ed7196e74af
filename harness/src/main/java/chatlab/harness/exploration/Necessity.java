package chatlab.harness.exploration;

import chatlab.harness.exploration.Explored.Finding;
import chatlab.harness.scenario.Scenario;

import org.jspecify.annotations.Nullable;

/// Whether a strategy needs one `volatile`, `synchronized`, lock or atomic, as far as the explored
/// scenarios tell. A promise that is broken with it as well does not count.
///
/// @param name a field such as `Mine.size`, a side of the lock in a field such as
///   `Mine.lock.readLock`, or the place of a `synchronized` such as `Mine.join:31`
/// @param executions how many executions without it the answer rests on
/// @param scenario what breaks without it; null unless it is needed
/// @param finding how that breaks; null unless it is needed
public record Necessity(
        Part part,
        String name,
        Verdict verdict,
        long executions,
        @Nullable Scenario scenario,
        @Nullable Finding finding) {
    /// What is struck out.
    public enum Part {
        VOLATILE,
        SYNCHRONIZED,
        /// A lock of `java.util.concurrent`, or one side of it: without it, it excludes nobody.
        LOCK,
        /// An atomic, or a field that a `VarHandle` updates: without it, updates take two steps.
        ATOMIC
    }

    /// The answer.
    public enum Verdict {
        /// Without it, a schedule breaks what the strategy keeps with it.
        NEEDED,
        /// Without it, all executions within the bounds were run, and nothing was broken. Then a
        /// scenario is missing, or the strategy synchronizes more than it must.
        NEVER_NEEDED,
        /// Not all executions were run, because the budget was used up or the code cannot be
        /// controlled without it.
        UNDECIDED
    }
}
