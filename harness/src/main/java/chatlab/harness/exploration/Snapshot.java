package chatlab.harness.exploration;

import chatlab.engine.execution.LaneView;
import chatlab.engine.execution.Step;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// An execution where its schedule stops.
///
/// @param steps all that the threads have done so far
/// @param threads where each stands
/// @param state the strategy's fields and what each receiver has got
/// @param outcome null while a thread can go on
public record Snapshot(
        List<Step> steps,
        List<LaneView> threads,
        List<Row> state,
        @Nullable ScenarioOutcome outcome) {
    public Snapshot {
        steps = List.copyOf(steps);
        threads = List.copyOf(threads);
        state = List.copyOf(state);
    }

    /// One thing that the threads share.
    public record Row(String name, String value) {}

    /// The thread of that name, if it has begun.
    public Optional<LaneView> find(String name) {
        return threads.stream().filter(thread -> thread.thread().equals(name)).findFirst();
    }

    /// The thread of that name.
    public LaneView thread(String name) {
        return find(name).orElseThrow();
    }
}
