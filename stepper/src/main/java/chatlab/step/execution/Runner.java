package chatlab.step.execution;

import chatlab.catalogue.CatalogueEntry;
import chatlab.harness.scenario.Scenario;
import chatlab.step.execution.RunException.Kind;
import chatlab.step.execution.SteppedRun.Stop;
import chatlab.step.outcome.BrokenPromise;
import chatlab.step.outcome.Outcome;
import chatlab.step.outcome.RunResult;
import chatlab.step.schedule.Schedule;
import chatlab.step.schedule.ScheduleException;
import chatlab.step.schedule.Turn;
import chatlab.step.setup.RunSetup;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Makes runs of one strategy, one after another, in a child JVM. Replaces the child when it has
/// ended, or when earlier runs left too much in it. Confined to one thread.
public final class Runner implements AutoCloseable {
    /// How many threads may be left over from runs that were not played to their end.
    private static final int CLUTTER = 1_000;

    private final CatalogueEntry entry;
    private final Duration limit;
    private RunSetup setup;
    private boolean isEachFresh;
    private @Nullable Debuggee debuggee;
    private @Nullable SteppedRun run;
    private int leftOver;

    /// Sees a run after each step.
    @FunctionalInterface
    public interface Observer {
        /// Called after each step, and once before the first.
        ///
        /// @param moved the thread that took the step, null at the beginning
        void look(SteppedRun run, @Nullable SteppedThread moved);
    }

    /// @param limit how long one step may take
    public Runner(CatalogueEntry entry, RunSetup setup, Duration limit) {
        this.entry = entry;
        this.setup = setup;
        this.limit = limit;
    }

    /// The next runs use this setup.
    public void change(RunSetup to) {
        setup = to;
    }

    /// From the next run on, each has a child JVM of its own. Needed if the strategy keeps
    /// something for the whole JVM, such as a static field or a thread that all its objects share.
    public void makeEachFresh(boolean wanted) {
        if (wanted && !isEachFresh) close();
        isEachFresh = wanted;
    }

    public boolean isEachFresh() {
        return isEachFresh;
    }

    /// Begins a run; the one before is over then.
    ///
    /// A child that is left behind by a run in such a way that the next cannot begin is replaced:
    /// what fails before the first step counts in a new child only.
    public SteppedRun beginRun() throws IOException, InterruptedException, RunException {
        boolean isUsed = debuggee != null && debuggee.isUsed();
        try {
            return begin();
        } catch (RunException e) {
            if (!isUsed) throw e;
            return begin();
        }
    }

    private SteppedRun begin() throws IOException, InterruptedException, RunException {
        try {
            clear();
            var child = debuggee;
            if (child == null) {
                child = Debuggee.start(entry, limit);
                debuggee = child;
            }
            var begun = child.beginRun(setup);
            run = begun;
            return begun;
        } catch (RunException e) {
            close();
            throw e;
        }
    }

    private void clear() throws InterruptedException, RunException {
        var previous = run;
        run = null;
        if (previous == null) return;
        leftOver += (int) previous.lanes().stream().filter(lane -> !lane.hasEnded).count();
        if (leftOver > CLUTTER || isEachFresh) close();
        else previous.abandon();
    }

    /// Plays a schedule.
    ///
    /// @param toTheEnd whether to go on, when its turns are up, until all threads have ended or
    ///   wait
    public RunResult play(Schedule schedule, boolean toTheEnd, Observer observer)
            throws IOException, InterruptedException, RunException, ScheduleException {
        try {
            return playOnce(schedule, toTheEnd, observer);
        } catch (RunException e) {
            if (e.kind() != Kind.LEFT_OVER) throw e;
            makeEachFresh(true);
            return playOnce(schedule, toTheEnd, observer);
        }
    }

    private RunResult playOnce(Schedule schedule, boolean toTheEnd, Observer observer)
            throws IOException, InterruptedException, RunException, ScheduleException {
        SteppedRun on = null;
        var played = new Schedule(List.of());
        try {
            on = beginRun();
            observer.look(on, null);
            for (var turn : schedule.turns()) {
                take(on, turn, played, observer);
                played = played.then(turn);
            }
            while (toTheEnd && !on.isOver()) {
                var enabled = on.enabled();
                if (enabled.isEmpty()) break;
                var turn = Turn.on(enabled.getFirst().name());
                take(on, turn, played, observer);
                played = played.then(turn);
            }
            var canGoOn = on.isOver() ? List.<String>of() : names(on.enabled());
            int steps = on.steps();
            var outcome = canGoOn.isEmpty() ? outcome(on) : new Outcome(List.of(), "");
            return new RunResult(played, outcome, steps, canGoOn);
        } catch (RunException e) {
            return new RunResult(schedule, verdict(e), on == null ? 0 : on.steps(), List.of());
        }
    }

    public RunResult play(Schedule schedule)
            throws IOException, InterruptedException, RunException, ScheduleException {
        return play(schedule, false, (_, _) -> {});
    }

    private static List<String> names(List<SteppedThread> lanes) {
        return lanes.stream().map(SteppedThread::name).toList();
    }

    private static void take(SteppedRun on, Turn turn, Schedule before, Observer observer)
            throws InterruptedException, RunException, ScheduleException {
        var lane = lane(on, turn.thread());
        int most = turn.goesOn() ? SteppedRun.CIRCLES : turn.steps();
        for (int taken = 0; taken < most; taken++) {
            if (!on.isEnabled(lane)) {
                throw new ScheduleException(
                        "the schedule does not fit: after '%s', %s cannot take step %d of '%s': it %s"
                                .formatted(
                                        before,
                                        lane,
                                        taken + 1,
                                        turn,
                                        lane.hasEnded
                                                ? "has ended"
                                                : new Waits(on.lanes()).of(lane)));
            }
            var stop = on.step(lane);
            observer.look(on, lane);
            if (turn.goesOn() && stop != Stop.STEPPED) return;
        }
        if (turn.goesOn()) on.turnsInCircles(lane);
    }

    /// The thread of that name.
    public static SteppedThread lane(SteppedRun on, String name) throws ScheduleException {
        for (var lane : on.lanes()) if (lane.name().equals(name)) return lane;
        throw new ScheduleException(
                "the schedule does not fit: there is no thread %s; there are %s"
                        .formatted(name, String.join(", ", names(on.lanes()))));
    }

    /// The outcome of a run in which no thread can go on.
    public Outcome outcome(SteppedRun on) throws InterruptedException, RunException {
        try {
            if (on.isOver()) return on.outcome();
            on.checkLeftOver();
            return Outcome.stuck(setup.scenario(), new Waits(on.lanes()).hang());
        } catch (RunException e) {
            return verdict(e);
        }
    }

    /// The outcome of a run that could not go on.
    public Outcome verdict(RunException e) throws RunException {
        close();
        return switch (e.kind()) {
            case STEPPER, LEFT_OVER -> throw e;
            case ALONE, GONE -> new Outcome(List.of(new BrokenPromise(null, e.sentence())), "");
            case STRATEGY -> Outcome.stuck(setup.scenario(), e.sentence());
        };
    }

    public CatalogueEntry entry() {
        return entry;
    }

    public RunSetup setup() {
        return setup;
    }

    /// The child's process, if there is one.
    OptionalLong pid() {
        return debuggee == null ? OptionalLong.empty() : OptionalLong.of(debuggee.pid());
    }

    /// Such as `ann: join(ann); bob: join(bob)`.
    public static String threadsInWords(Scenario scenario) {
        return scenario.roles().stream()
                .map(role -> role.thread() + ": " + role.text())
                .collect(Collectors.joining(" · "));
    }

    @Override
    public void close() {
        var child = debuggee;
        debuggee = null;
        run = null;
        leftOver = 0;
        if (child != null) child.close();
    }
}
