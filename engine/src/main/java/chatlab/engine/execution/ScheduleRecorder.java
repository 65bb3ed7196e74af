package chatlab.engine.execution;

import chatlab.engine.execution.Schedule.Turn;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Writes down the schedule of an execution while it runs.
final class ScheduleRecorder {
    private final List<Turn> turns = new ArrayList<>();
    private @Nullable String thread;
    private int steps;

    void step(String name) {
        if (!name.equals(thread)) finishTurn();
        thread = name;
        steps++;
    }

    /// The latest step did not do the usual.
    void alternative(String name, int chosen) {
        if (name.equals(thread)) steps--; // main takes no steps of its own
        finishTurn();
        turns.add(new Turn(name, 1, chosen));
        thread = name;
    }

    void stuck(String name) {
        boolean isTold = steps == 0 && name.equals(thread);
        if (!name.equals(thread)) finishTurn();
        if (!isTold) turns.add(Turn.all(name));
        steps = 0;
        thread = null;
    }

    private void finishTurn() {
        if (thread != null && steps > 0) turns.add(new Turn(thread, steps, 0));
        steps = 0;
        thread = null;
    }

    Schedule schedule() {
        finishTurn();
        return new Schedule(turns);
    }
}
