package chatlab.harness.hang;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Threads that will never get anywhere.
///
/// @param threads each with its stack, the innermost frame first
public record Hang(Kind kind, List<StuckThread> threads) {

    /// How they fail to get anywhere.
    public enum Kind {
        /// Each waits for another.
        STUCK("a call never returned"),
        /// One uses the processor and does not come to an end.
        WITHOUT_END("a call ran on without end");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// A sentence without its full stop.
        public String words() {
            return words;
        }
    }

    /// One of them, as it was seen.
    public record StuckThread(String name, Thread.State state, List<StackTraceElement> stack) {
        private static final int LONGEST = 200;

        static StuckThread of(Thread thread) {
            return new StuckThread(
                    thread.getName(), thread.getState(), List.of(thread.getStackTrace()));
        }

        /// Its name, its state and its stack, a line for each frame that tells something.
        String words() {
            var frames = Frames.folded(stack.subList(0, Math.min(stack.size(), LONGEST)));
            return name + " is " + state + "\n" + String.join("\n", frames);
        }
    }

    static Hang of(Kind kind, Collection<? extends Thread> threads) {
        return new Hang(kind, threads.stream().map(StuckThread::of).toList());
    }

    /// The stack of each thread, a line for each frame.
    public String stacks() {
        return threads.stream().map(StuckThread::words).collect(Collectors.joining("\n"));
    }
}
