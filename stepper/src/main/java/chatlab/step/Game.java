package chatlab.step;

import chatlab.catalogue.CatalogueEntry;
import chatlab.step.Performance.Stop;
import chatlab.step.PerformanceException.Kind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A performance in somebody's hands: steps forth, steps back, and what it came to.
///
/// Back is forth again: the same steps in a new performance lead to the same place. Confined to one
/// thread.
final class Game {
    /// How many steps a thread that turns in circles takes before the keys are yours again.
    private static final int PATIENCE = 500;

    private final Theatre theatre;
    private final Camera camera = new Camera();

    /// The steps one by one, so that each can be taken back.
    private final List<String> steps = new ArrayList<>();

    private @Nullable Performance performance;
    private @Nullable Outcome outcome;

    Game(Theatre theatre) {
        this.theatre = theatre;
    }

    /// Begins anew and takes the same steps, as far as they fit.
    void begin(List<String> again) throws IOException, InterruptedException, PerformanceException {
        steps.clear();
        outcome = null;
        var begun = theatre.perform();
        performance = begun;
        camera.look(begun, null);
        for (var thread : List.copyOf(again)) if (!step(thread)) break;
    }

    /// Begins with a schedule, as far as it fits.
    void begin(Schedule schedule) throws IOException, InterruptedException, PerformanceException {
        begin(List.of());
        for (var turn : schedule.turns()) {
            if (turn.goesOn()) stepOn(turn.thread());
            else for (int i = 0; i < turn.steps(); i++) step(turn.thread());
        }
    }

    /// Lets a thread take one step.
    ///
    /// @return false if it cannot
    boolean step(String thread) throws IOException, InterruptedException, PerformanceException {
        return take(thread) != null;
    }

    /// Lets a thread take steps until it blocks or ends.
    void stepOn(String thread) throws IOException, InterruptedException, PerformanceException {
        for (int i = 0; i < PATIENCE; i++) if (take(thread) != Stop.STEPPED) return;
    }

    private @Nullable Stop take(String thread)
            throws IOException, InterruptedException, PerformanceException {
        var on = performance;
        if (on == null || outcome != null) return null;
        try {
            var lane = Theatre.lane(on, thread);
            if (!on.isEnabled(lane)) return null;
            var stop = on.step(lane);
            steps.add(thread);
            camera.look(on, lane);
            if (on.isOver() || on.enabled().isEmpty()) outcome = theatre.outcome(on);
            return stop;
        } catch (ScheduleException _) {
            return null;
        } catch (PerformanceException e) {
            if (e.kind() == Kind.LEFT_OVER && !theatre.isEachFresh()) {
                theatre.makeEachFresh(true);
                begin(List.copyOf(steps));
                return take(thread);
            }
            steps.add(thread);
            outcome = theatre.verdict(e);
            return null;
        }
    }

    /// Takes the last step back.
    void undo() throws IOException, InterruptedException, PerformanceException {
        if (!steps.isEmpty()) begin(List.copyOf(steps.subList(0, steps.size() - 1)));
    }

    // --- How it stands ---

    CatalogueEntry entry() {
        return theatre.entry();
    }

    Theatre theatre() {
        return theatre;
    }

    List<Moment> moments() {
        return camera.moments();
    }

    int steps() {
        return steps.size();
    }

    /// Who took each step.
    List<String> path() {
        return List.copyOf(steps);
    }

    /// The steps so far, in short.
    Schedule schedule() {
        var schedule = Schedule.of();
        for (var thread : steps) schedule = schedule.then(new Turn(thread, 1));
        return schedule;
    }

    /// What it came to; null as long as some thread can go on.
    @Nullable Outcome outcome() {
        return outcome;
    }
}
