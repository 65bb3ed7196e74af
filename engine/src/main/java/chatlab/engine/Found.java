package chatlab.engine;

import chatlab.engine.execution.Schedule;

/// An outcome, and the first execution that had it: none has it with fewer preemptions and stale
/// reads together, unless it was found at random.
///
/// @param execution its number, from 1
public record Found(
        Object outcome, Schedule schedule, int preemptions, int staleReads, long execution) {}
