package chatlab.step.screen;

import chatlab.catalogue.CatalogueEntry;
import chatlab.step.execution.Recorder;
import chatlab.step.execution.RunException;
import chatlab.step.execution.RunException.Kind;
import chatlab.step.execution.Runner;
import chatlab.step.execution.SteppedRun;
import chatlab.step.execution.SteppedRun.Stop;
import chatlab.step.outcome.Outcome;
import chatlab.step.schedule.Schedule;
import chatlab.step.schedule.ScheduleException;
import chatlab.step.schedule.Turn;
import chatlab.step.trace.Moment;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A run that the user steps: forward, back, and its outcome.
///
/// To go back, it takes all steps but the last in a new run. Confined to one thread.
public final class ManualRun {
    /// How many steps a thread that turns in circles takes before the keys are yours again.
    private static final int PATIENCE = 500;

    private final Runner runner;
    private final Recorder recorder = new Recorder();

    /// The steps one by one, so that each can be taken back.
    private final List<String> steps = new ArrayList<>();

    private @Nullable SteppedRun run;
    private @Nullable Outcome outcome;

    public ManualRun(Runner runner) {
        this.runner = runner;
    }

    /// Starts again and takes the same steps, as far as they fit.
    public void begin(List<String> again) throws IOException, InterruptedException, RunException {
        steps.clear();
        outcome = null;
        var begun = runner.beginRun();
        run = begun;
        recorder.look(begun, null);
        for (var thread : List.copyOf(again)) if (!step(thread)) break;
    }

    /// Begins with a schedule, as far as it fits.
    public void begin(Schedule schedule) throws IOException, InterruptedException, RunException {
        begin(List.of());
        for (var turn : schedule.turns()) {
            if (turn.goesOn()) stepOn(turn.thread());
            else for (int i = 0; i < turn.steps(); i++) step(turn.thread());
        }
    }

    /// Lets a thread take one step.
    ///
    /// @return false if it cannot
    boolean step(String thread) throws IOException, InterruptedException, RunException {
        return take(thread) != null;
    }

    /// Lets a thread take steps until it blocks or ends.
    void stepOn(String thread) throws IOException, InterruptedException, RunException {
        for (int i = 0; i < PATIENCE; i++) if (take(thread) != Stop.STEPPED) return;
    }

    private @Nullable Stop take(String thread)
            throws IOException, InterruptedException, RunException {
        var on = run;
        if (on == null || outcome != null) return null;
        try {
            var lane = Runner.lane(on, thread);
            if (!on.isEnabled(lane)) return null;
            var stop = on.step(lane);
            steps.add(thread);
            recorder.look(on, lane);
            if (on.isOver() || on.enabled().isEmpty()) outcome = runner.outcome(on);
            return stop;
        } catch (ScheduleException _) {
            return null;
        } catch (RunException e) {
            if (e.kind() == Kind.LEFT_OVER && !runner.isEachFresh()) {
                runner.makeEachFresh(true);
                begin(List.copyOf(steps));
                return take(thread);
            }
            steps.add(thread);
            outcome = runner.verdict(e);
            return null;
        }
    }

    /// Takes the last step back.
    void undo() throws IOException, InterruptedException, RunException {
        if (!steps.isEmpty()) begin(List.copyOf(steps.subList(0, steps.size() - 1)));
    }

    // --- The state ---

    CatalogueEntry entry() {
        return runner.entry();
    }

    Runner runner() {
        return runner;
    }

    List<Moment> moments() {
        return recorder.moments();
    }

    int steps() {
        return steps.size();
    }

    /// The thread of each step.
    public List<String> path() {
        return List.copyOf(steps);
    }

    /// The steps so far, in short.
    Schedule schedule() {
        var schedule = Schedule.of();
        for (var thread : steps) schedule = schedule.then(new Turn(thread, 1));
        return schedule;
    }

    /// The outcome; null while a thread can go on.
    @Nullable Outcome outcome() {
        return outcome;
    }
}
