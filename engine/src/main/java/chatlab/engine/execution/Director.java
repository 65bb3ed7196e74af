package chatlab.engine.execution;

import java.util.List;

/// Makes all choices of an execution.
public interface Director {
    /// Threads that could take the next step, those that can do so for a regular reason first.
    ///
    /// @param ready how many of them need not wake early
    record Candidates(List<Lane> lanes, int ready) {}

    /// What a step of a thread can do in more than one way.
    enum Alternative {
        /// A read that may return an older write.
        OLDER_WRITE,
        /// A choice that costs nothing, such as the thread that `notify` wakes.
        EQUAL,
        /// A failure that the specification allows at any time, as of a weak compare-and-set.
        SPURIOUS_FAILURE
    }

    /// Returns true if the execution should stop here, before the next step.
    ///
    /// @param isStuck whether the running thread cannot continue
    default boolean isPauseDue(boolean isStuck) {
        return false;
    }

    /// The running thread is about to take a step. Returns it, or one of the others.
    Lane beforeStep(Lane running, Candidates others);

    /// The running thread could continue, but would see nothing new. Returns one of those that make
    /// progress, or any of `all`.
    Lane whenSpinning(Lane running, Candidates progressing, Candidates all);

    /// The running thread cannot continue. Returns who does; there is at least one.
    Lane whenStuck(Candidates lanes);

    /// Returns a number from 0 to `options - 1`.
    int choose(Lane running, int options, Alternative kind);

    /// A thread takes a step.
    void stepTaken(Lane running);

    /// The program has ended.
    void ended();
}
