package chatlab.engine.execution;

import chatlab.engine.code.Place;

import java.util.List;
import java.util.stream.Collectors;

/// How an execution ended.
public sealed interface Ending {
    /// All threads of the program have ended. Threads that the code started may still wait.
    ///
    /// @param thrown what threads ended with, in their order
    record Done(List<Thrown> thrown) implements Ending {}

    /// No thread can continue, and threads of the program have not ended.
    record Deadlock(List<Waiting> waiting) implements Ending {
        /// Returns for instance `ann waits for the monitor of a Mine, which bob holds`.
        @Override
        public String toString() {
            return waiting.stream().map(Waiting::toString).collect(Collectors.joining("; "));
        }
    }

    /// A thread runs in circles, and no other thread can change what it waits for.
    record Endless(String thread, Place place) implements Ending {
        @Override
        public String toString() {
            return thread + " runs in circles at " + place;
        }
    }

    /// A thread that ended with an exception.
    record Thrown(String thread, Throwable failure) {}

    /// A thread that waits.
    ///
    /// @param what for instance `for a notify of a Mine`
    record Waiting(String thread, String what, Place place) {
        @Override
        public String toString() {
            return thread + " waits " + what;
        }
    }
}
