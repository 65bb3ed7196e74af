package chatlab.harness.exploration;

import chatlab.engine.execution.LaneView;
import chatlab.engine.execution.LockView;
import chatlab.engine.execution.Step;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// An execution where its schedule stops.
///
/// @param steps all that the threads have done so far
/// @param threads where each stands
/// @param state the strategy's fields and what each receiver has got
/// @param locks those that several threads can reach and that were used so far
/// @param outcome null while a thread can go on
public record Snapshot(
        List<Step> steps,
        List<LaneView> threads,
        List<Row> state,
        List<LockView> locks,
        @Nullable ScenarioOutcome outcome) {
    public Snapshot {
        steps = List.copyOf(steps);
        threads = List.copyOf(threads);
        state = List.copyOf(state);
        locks = List.copyOf(locks);
    }

    /// One thing that the threads share.
    ///
    /// @param value in words, such as `size 1 of [bob, null ×9]`
    /// @param label what to write beside the cells, such as `size 1`; often empty
    /// @param cells what it consists of, one by one, if it is an array or a collection; a long one
    ///   ends with how many more there are
    public record Row(String name, String value, String label, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /// The thread of that name, if it has begun.
    public Optional<LaneView> find(String name) {
        return threads.stream().filter(thread -> thread.thread().equals(name)).findFirst();
    }

    /// The thread of that name.
    public LaneView thread(String name) {
        return find(name).orElseThrow();
    }
}
