package chatlab.engine.execution;

import java.util.List;

/// A lock where an execution is paused.
///
/// @param name for instance `the ReentrantLock`, or `monitor of an Object`
/// @param holders the threads that hold it, with `for reading` or the like if it matters; empty if
///   it is free
/// @param waiting the threads that wait for it, in the order in which they came
public record LockView(String name, List<String> holders, List<String> waiting) {
    public LockView {
        holders = List.copyOf(holders);
        waiting = List.copyOf(waiting);
    }

    /// The state of a lock, which can say who holds it.
    public interface Held {
        List<String> holders();

        List<String> waiting();
    }
}
