package chatlab.step.trace;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The state after a step.
///
/// @param moved the thread that took the step, null at the beginning
/// @param lanes every thread
/// @param state what they share: fields, locks, inboxes
public record Moment(@Nullable String moved, List<ThreadView> lanes, List<Row> state) {
    public Moment {
        lanes = List.copyOf(lanes);
        state = List.copyOf(state);
    }

    /// One thread.
    ///
    /// @param note what it waits for, or is about to call; often empty
    /// @param spots the calls it is inside of, innermost first
    public record ThreadView(String thread, Status status, String note, List<Spot> spots) {
        public ThreadView {
            spots = List.copyOf(spots);
        }
    }

    /// Whether a thread can take a step.
    public enum Status {
        READY,
        BLOCKED,
        ENDED
    }

    /// A place in the source.
    ///
    /// @param line 0 if not known
    /// @param instruction such as `getfield`; empty where steps are lines
    /// @param values what the call knows, such as `before = [], subscriber = ann`: what it has read
    ///   and what may have changed since; empty if there is nothing or it is not known
    public record Spot(
            String className, String method, int line, String instruction, String values) {
        /// Such as `ArrayList`.
        public String simpleName() {
            int nested = className.indexOf('$');
            var outer = nested < 0 ? className : className.substring(0, nested);
            return outer.substring(outer.lastIndexOf('.') + 1);
        }

        /// Such as `ArrayList:485`, or `ArrayList:485 aastore`.
        @Override
        public String toString() {
            var place = line > 0 ? simpleName() + ":" + line : simpleName() + "." + method;
            return instruction.isEmpty() ? place : place + " " + instruction;
        }
    }

    /// One thing shared.
    public record Row(String name, String value) {}

    /// The thread of that name.
    public ThreadView lane(String thread) {
        return lanes.stream()
                .filter(lane -> lane.thread().equals(thread))
                .findFirst()
                .orElseThrow();
    }
}
