package chatlab.step;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// How things stand after a step.
///
/// @param moved the thread that took the step, null at the beginning
/// @param lanes every thread
/// @param state what they share: fields, locks, inboxes
record Moment(@Nullable String moved, List<LaneView> lanes, List<Row> state) {
    Moment {
        lanes = List.copyOf(lanes);
        state = List.copyOf(state);
    }

    /// One thread.
    ///
    /// @param note what it waits for, or is about to call; often empty
    /// @param spots the calls it is inside of, innermost first
    record LaneView(String thread, Status status, String note, List<Spot> spots) {
        LaneView {
            spots = List.copyOf(spots);
        }
    }

    /// Whether a thread can take a step.
    enum Status {
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
    record Spot(String className, String method, int line, String instruction, String values) {
        /// Such as `ArrayList`.
        String simpleName() {
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
    record Row(String name, String value) {}

    /// The thread of that name.
    LaneView lane(String thread) {
        return lanes.stream()
                .filter(lane -> lane.thread().equals(thread))
                .findFirst()
                .orElseThrow();
    }
}
