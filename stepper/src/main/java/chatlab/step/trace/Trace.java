package chatlab.step.trace;

import chatlab.step.outcome.RunResult;
import chatlab.step.setup.RunSetup;

import java.util.List;

/// Everything recorded while a schedule ran.
///
/// @param moments one at the beginning and one after each step
public record Trace(String strategy, RunSetup setup, List<Moment> moments, RunResult result) {
    public Trace {
        moments = List.copyOf(moments);
    }
}
