package chatlab.engine;

import chatlab.engine.execution.DataRace;
import chatlab.engine.execution.LaneView;
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
public record Replay(
        @Nullable Object outcome,
        Schedule schedule,
        List<Step> steps,
        List<LaneView> lanes,
        Set<DataRace> races) {}
