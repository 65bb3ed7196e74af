package chatlab.engine.execution;

import chatlab.engine.memory.Clock;

/// A moment in an execution, at which a thread did something.
public final class Moment {
    private final int number;
    private final int thread;
    private final int tick;
    private final Clock clock;

    Moment(int number, int thread, Clock clock) {
        this.number = number;
        this.thread = thread;
        this.tick = clock.of(thread);
        this.clock = clock;
    }

    /// Whether it came first in the order of the schedule, which no thread can see.
    public boolean isBefore(Moment other) {
        return number < other.number;
    }

    /// Whether it happens-before the other (JLS 17.4.5).
    public boolean happensBefore(Moment other) {
        return isBefore(other) && other.clock.knows(thread, tick);
    }
}
