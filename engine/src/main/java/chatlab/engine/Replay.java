package chatlab.engine;

import chatlab.engine.execution.DataRace;
import chatlab.engine.execution.LaneView;
import chatlab.engine.execution.LockView;
import chatlab.engine.execution.Schedule;
import chatlab.engine.execution.Step;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// One execution by its schedule.
///
/// @param outcome null if the execution was paused where the schedule ends
/// @param schedule what was played, continued to the end unless paused
/// @param lanes where the threads stand at the end, in their order
/// @param locks those that several threads can reach, in the order in which they were first used
public record Replay(
        @Nullable Object outcome,
        Schedule schedule,
        List<Step> steps,
        List<LaneView> lanes,
        List<LockView> locks,
        Set<DataRace> races) {}
