package chatlab.engine;

import chatlab.engine.execution.Execution;
import chatlab.engine.execution.Races;
import chatlab.engine.execution.Schedule;
import chatlab.engine.execution.ScheduleException;
import chatlab.engine.execution.Script;
import chatlab.engine.execution.UncontrolledException;

import java.util.List;

/// Explores and replays programs.
///
/// The classes under test must come from a [chatlab.engine.classes.EngineLoader]; what comes from
/// another loader runs as it is, unseen. One exploration or replay at a time per JVM, which must
/// have been started with `--add-opens java.base/java.lang=ALL-UNNAMED`.
///
/// @param isReduced whether executions are given up that are equivalent to others; the outcomes are
///   the same without
public record Engine(MemoryModel memory, boolean isReduced) {
    /// Which write a read returns.
    public enum MemoryModel {
        /// Any that the Java memory model allows, without reads of later writes.
        JMM,
        /// The newest: sequential consistency.
        SEQUENTIAL
    }

    public Engine() {
        this(MemoryModel.JMM, true);
    }

    /// Tries all executions of a program within the bounds.
    public Exploration explore(Program program, Bounds bounds) {
        return explore(program, bounds, Goal.EVERYTHING);
    }

    /// Tries the executions of a program, those with the fewest preemptions and stale reads first,
    /// until all within the bounds are tried, or the search has found what it looks for.
    public Exploration explore(Program program, Bounds bounds, Goal search) {
        return new Explorer(this, program, bounds, search).explore();
    }

    /// Repeats an execution, and continues by default where the schedule ends.
    ///
    /// @throws ScheduleException if the schedule does not fit the program
    /// @throws UncontrolledException if the code does what cannot be put under a schedule
    public Replay replay(Program program, Schedule schedule) {
        return play(program, schedule, false);
    }

    /// Repeats an execution, and stops where the schedule ends, to look at the threads.
    ///
    /// @throws ScheduleException if the schedule does not fit the program
    /// @throws UncontrolledException if the code does what cannot be put under a schedule
    public Replay pause(Program program, Schedule schedule) {
        return play(program, schedule, true);
    }

    private Replay play(Program program, Schedule schedule, boolean pauses) {
        Explorer.settle(this, program, new Script(new Schedule(List.of()), false));
        var script = new Script(schedule, pauses);
        var races = new Races();
        try (var execution = Execution.begin(script, mode(true), races)) {
            var run = program.begin();
            run.threads().forEach(execution::add);
            var ending = execution.run();
            var outcome = ending == null ? null : run.outcome(ending);
            execution.check();
            if (ending != null) script.ended();
            return new Replay(
                    outcome,
                    execution.schedule(),
                    execution.trace(),
                    execution.views(),
                    execution.locks(),
                    races.all());
        }
    }

    Execution.Mode mode(boolean isTracing) {
        return new Execution.Mode(isSequential(), isReduced && !isTracing, isTracing);
    }

    /// For executions that are never given up.
    Execution.Mode whole() {
        return new Execution.Mode(isSequential(), false, false);
    }

    private boolean isSequential() {
        return memory == MemoryModel.SEQUENTIAL;
    }
}
