package chatlab.step.run;

import chatlab.engine.execution.LaneView;
import chatlab.engine.execution.Step;
import chatlab.harness.exploration.Snapshot;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/// The state after a step.
///
/// @param moved the thread that took the step, null at the beginning
/// @param did what the threads did in the step; usually one thing
public record Moment(@Nullable String moved, List<Step> did, Snapshot now) {
    public Moment {
        did = List.copyOf(did);
    }

    public List<LaneView> threads() {
        return now.threads();
    }

    /// What the step did, such as `reads ArrayList.size = 0`.
    public String words() {
        return did.stream().map(Step::what).collect(Collectors.joining(", "));
    }
}
