package chatlab.engine;

import chatlab.engine.execution.Ending;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// A small concurrent program: what to run, and how to tell its outcomes apart.
///
/// The engine begins it anew for each execution, so it must do the same each time: no clock, no
/// random numbers, nothing left over from an earlier execution.
@FunctionalInterface
public interface Program {
    /// Creates the objects of one execution. Runs before the threads, on the engine's own thread.
    Run begin();

    /// One execution, ready to run.
    interface Run {
        /// The threads, by name, in the order in which they are shown.
        Map<String, Runnable> threads();

        /// The result of it, asked after the threads have ended or can no longer continue.
        /// Happens-after everything that threads have done which have ended.
        ///
        /// @return a value whose `equals` tells outcomes apart, and whose `toString` people can
        ///   read
        Object outcome(Ending ending);

        /// Returns a run whose outcome is a text. A deadlock, an endless thread, and an exception
        /// that ends a thread are outcomes in words.
        static Run of(Map<String, Runnable> threads, Supplier<String> whenDone) {
            var ordered = new LinkedHashMap<>(threads);
            return new Run() {
                @Override
                public Map<String, Runnable> threads() {
                    return ordered;
                }

                @Override
                public Object outcome(Ending ending) {
                    return switch (ending) {
                        case Ending.Done done ->
                                done.thrown().isEmpty()
                                        ? whenDone.get()
                                        : "thrown: " + done.thrown();
                        case Ending.Deadlock deadlock -> "deadlock: " + deadlock;
                        case Ending.Endless endless -> "endless: " + endless.thread();
                    };
                }
            };
        }
    }
}
