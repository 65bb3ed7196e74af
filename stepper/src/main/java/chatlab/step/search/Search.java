package chatlab.step.search;

import chatlab.step.execution.RunException;
import chatlab.step.execution.RunException.Kind;
import chatlab.step.execution.Runner;
import chatlab.step.execution.SteppedRun;
import chatlab.step.execution.SteppedRun.Stop;
import chatlab.step.execution.SteppedThread;
import chatlab.step.outcome.Outcome;
import chatlab.step.outcome.RunResult;
import chatlab.step.schedule.Schedule;
import chatlab.step.schedule.ScheduleException;
import chatlab.step.schedule.Turn;
import chatlab.step.setup.RunSetup;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Looks for a schedule that breaks a guarantee: first all schedules without preemption, then all
/// with one, and so on, shorter ones first.
///
/// A preemption is a switch away from a thread that could go on. Most bugs need one or two, and the
/// number of schedules grows only polynomially with the length for a fixed bound: Musuvathi and
/// Qadeer, "Iterative context bounding for systematic testing of multithreaded programs" (PLDI
/// 2007). When the schedules of a bound are exhausted, there is no violation within it: that is
/// more than luck can say.
public final class Search {

    /// What is looked for.
    ///
    /// @param guarantees any of these broken
    /// @param text what the outcome's sentence must contain
    public record Goal(Set<Guarantee> guarantees, String text) implements Predicate<Outcome> {
        @Override
        public boolean test(Outcome outcome) {
            return outcome.against(guarantees).isPresent() && outcome.sentence().contains(text);
        }
    }

    /// A turn, and how to do it again in one leap; null if it goes on until the thread blocks.
    private record Leg(Turn turn, SteppedThread.@Nullable Way way) {}

    /// A beginning to try: the turns so far, and the thread that goes on from there.
    private record Beginning(List<Leg> legs, String next) {
        private int countedSteps() {
            return legs.stream().mapToInt(leg -> leg.turn.steps()).sum();
        }
    }

    /// How long a schedule is shortened at most.
    private static final Duration SHORTENING = Duration.ofSeconds(10);

    private final RunSetup setup;
    private final Goal goal;
    private final BooleanSupplier isUp;
    private final Runnable progress;

    /// The beginnings to try next, all with the same number of preemptions.
    private List<Beginning> level = List.of();

    /// The schedules tried last, until [#lookForPreemptions] has used them.
    private List<Beginning> done = List.of();

    private int schedules;
    private int exhausted = -1;

    /// Whether each run needs a child JVM of its own, since a run was seen to depend on earlier
    /// ones.
    private boolean isEachFresh;

    /// A search that has tried nothing yet.
    ///
    /// @param isUp whether to give up
    /// @param progress told after each schedule
    public Search(RunSetup setup, Goal goal, BooleanSupplier isUp, Runnable progress) {
        this.setup = setup;
        this.goal = goal;
        this.isUp = isUp;
        this.progress = progress;
        begin();
    }

    private void begin() {
        level = new ArrayList<>();
        for (var role : setup.scenario().roles()) {
            level.add(new Beginning(List.of(), role.thread()));
        }
        done = List.of();
        schedules = 0;
        exhausted = -1;
    }

    /// Does the next part: tries all schedules with one preemption more than the last time, at
    /// first with none; or, every other time, plays those once more, slowly, to see where one more
    /// preemption fits in.
    ///
    /// @return a schedule that reached the goal, made as short as possible; null if there is none,
    ///   or time was up
    public @Nullable RunResult deepen(Runner runner)
            throws IOException, InterruptedException, RunException {
        runner.change(setup);
        runner.makeEachFresh(isEachFresh);
        try {
            return goOn(runner);
        } catch (RunException e) {
            boolean canBeByRunsBefore = e.kind() == Kind.LEFT_OVER || e.kind() == Kind.STEPPER;
            if (isEachFresh || !canBeByRunsBefore) throw e;
            isEachFresh = true;
            begin();
            return null;
        }
    }

    private @Nullable RunResult goOn(Runner runner)
            throws IOException, InterruptedException, RunException {
        if (level.isEmpty() && !done.isEmpty()) {
            lookForPreemptions(runner);
            return null;
        }
        var all = new ArrayList<Beginning>();
        var queue = new ArrayDeque<>(level);
        while (!queue.isEmpty()) {
            if (isUp.getAsBoolean()) return null;
            var attempt = new Attempt(runner, queue.remove(), false);
            var found = attempt.make();
            if (attempt.alone != null) return attempt.alone;
            if (found == null && isUp.getAsBoolean()) return null;
            all.add(attempt.beginning);
            queue.addAll(attempt.alternatives);
            schedules++;
            progress.run();
            if (found != null) return shorten(runner, found);
        }
        level = List.of();
        done = all;
        exhausted++;
        return null;
    }

    private void lookForPreemptions(Runner runner)
            throws IOException, InterruptedException, RunException {
        var next = new ArrayList<Beginning>();
        for (var beginning : done) {
            if (isUp.getAsBoolean()) return;
            var attempt = new Attempt(runner, beginning, true);
            var _ = attempt.make(); // its outcome is known
            next.addAll(attempt.preemptions);
        }
        next.sort(Comparator.comparingInt(Beginning::countedSteps));
        level = next;
        done = List.of();
    }

    /// How many schedules, at the least, are to be played next.
    int waiting() {
        return Math.max(level.size(), done.size());
    }

    /// How many schedules have been tried.
    public int schedules() {
        return schedules;
    }

    /// The number of preemptions up to which all schedules have been tried; -1 if not even those
    /// without any.
    public int exhausted() {
        return exhausted;
    }

    /// A beginning played to its end, without further preemption.
    private final class Attempt {
        private final Runner runner;
        private final Beginning beginning;

        /// Whether every place is wanted where another thread could cut in. Else there is no need
        /// to stop at them.
        private final boolean isWatched;

        /// What else could have been done where a thread blocked or ended.
        private final List<Beginning> alternatives = new ArrayList<>();

        private final List<Beginning> preemptions = new ArrayList<>();

        /// The result of it before any schedule mattered, if that reached the goal.
        private @Nullable RunResult alone;

        private Attempt(Runner runner, Beginning beginning, boolean isWatched) {
            this.runner = runner;
            this.beginning = beginning;
            this.isWatched = isWatched;
        }

        /// Plays it.
        ///
        /// @return the schedule if it reached the goal
        private @Nullable Schedule make() throws IOException, InterruptedException, RunException {
            var legs = beginning.legs;
            var next = beginning.next;
            try {
                var on = runner.beginRun();
                for (var leg : legs) repeat(on, leg);
                while (!isUp.getAsBoolean()) {
                    var lane = Runner.lane(on, next);
                    if (isWatched) watch(on, lane, legs);
                    else on.runOn(lane);
                    legs = with(legs, new Leg(Turn.on(next), null));
                    if (on.isOver()) break;
                    var enabled = on.enabled();
                    if (enabled.isEmpty()) break;
                    next = enabled.getFirst().name();
                    for (var other : enabled.subList(1, enabled.size())) {
                        alternatives.add(new Beginning(legs, other.name()));
                    }
                }
                if (!on.isOver() && !on.enabled().isEmpty()) return null; // time was up
                return goal.test(runner.outcome(on)) ? schedule(legs) : null;
            } catch (RunException e) {
                if (e.kind() == Kind.ALONE) {
                    var outcome = runner.verdict(e);
                    var result = new RunResult(Schedule.of(), outcome, 0, List.of());
                    if (goal.test(outcome)) alone = result;
                    return null;
                }
                return goal.test(runner.verdict(e))
                        ? schedule(with(legs, new Leg(Turn.on(next), null)))
                        : null;
            } catch (ScheduleException e) {
                throw new RunException(
                        Kind.STEPPER,
                        "the same choices led to other steps, even in a new JVM, so the strategy"
                                + " depends on more than its schedule, such as time or chance: "
                                + e.sentence());
            }
        }

        private void repeat(SteppedRun on, Leg leg)
                throws InterruptedException, RunException, ScheduleException {
            var lane = Runner.lane(on, leg.turn.thread());
            if (leg.way == null) on.runOn(lane);
            else if (!on.leap(lane, leg.way)) {
                throw new ScheduleException("%s could not go on".formatted(lane));
            }
        }

        /// Steps a thread until it blocks or ends, and notes between its steps which threads could
        /// run instead.
        private void watch(SteppedRun on, SteppedThread lane, List<Leg> legs)
                throws InterruptedException, RunException {
            int events = lane.events;
            int operations = lane.operations;
            for (int taken = 1; taken <= SteppedRun.CIRCLES; taken++) {
                if (on.step(lane) != Stop.STEPPED) return;
                if (!on.isWorthStoppingAt(lane)) continue;
                var way = new SteppedThread.Way(lane.events - events, lane.operations - operations);
                var cut = with(legs, new Leg(new Turn(lane.name(), taken), way));
                for (var other : on.enabled()) {
                    if (other != lane) preemptions.add(new Beginning(cut, other.name()));
                }
            }
            on.turnsInCircles(lane);
        }
    }

    private static List<Leg> with(List<Leg> legs, Leg last) {
        var longer = new ArrayList<>(legs);
        longer.add(last);
        return List.copyOf(longer);
    }

    private static Schedule schedule(List<Leg> legs) {
        return joined(legs.stream().map(Leg::turn).toList());
    }

    // --- Making it short ---

    /// Makes a schedule as short as possible: fewest switches, then fewest steps.
    private RunResult shorten(Runner runner, Schedule found)
            throws IOException, InterruptedException, RunException {
        long until = System.nanoTime() + SHORTENING.toNanos();
        runner.close(); // nothing that earlier runs left counts
        var best = tried(runner, found);
        if (best == null) {
            throw new RunException(
                    Kind.STEPPER,
                    "the schedule '%s' broke it once and not again, so it depends on more than its schedule"
                            .formatted(found));
        }
        while (true) {
            var shorter = shorterThan(runner, best, until);
            if (shorter == null) return best;
            best = shorter;
        }
    }

    private @Nullable RunResult shorterThan(Runner runner, RunResult best, long until)
            throws IOException, InterruptedException, RunException {
        for (var candidate : shorter(best.played())) {
            if (System.nanoTime() - until > 0) return null;
            var result = tried(runner, candidate);
            if (result != null && isShorter(result, best)) return result;
        }
        return null;
    }

    private static boolean isShorter(RunResult one, RunResult other) {
        int fewer = one.played().switches() - other.played().switches();
        return fewer < 0 || (fewer == 0 && one.steps() < other.steps());
    }

    /// The schedules with a turn left out, then those in which a turn has fewer steps.
    private static List<Schedule> shorter(Schedule schedule) {
        var turns = schedule.turns();
        var shorter = new ArrayList<Schedule>();
        for (int i = 0; i < turns.size(); i++) {
            var rest = new ArrayList<>(turns);
            rest.remove(i);
            shorter.add(joined(rest));
        }
        for (int i = 0; i < turns.size(); i++) {
            for (int steps = 1; steps < turns.get(i).steps(); steps++) {
                var changed = new ArrayList<>(turns);
                changed.set(i, new Turn(turns.get(i).thread(), steps));
                shorter.add(new Schedule(changed));
            }
        }
        return shorter;
    }

    private static Schedule joined(List<Turn> turns) {
        var joined = Schedule.of();
        for (var turn : turns) joined = joined.then(turn);
        return joined;
    }

    /// The result of playing it to its end, if it fits and reaches the goal.
    private @Nullable RunResult tried(Runner runner, Schedule schedule)
            throws IOException, InterruptedException, RunException {
        try {
            var result = runner.play(schedule, true, (_, _) -> {});
            return goal.test(result.outcome()) ? result : null;
        } catch (ScheduleException _) {
            return null;
        }
    }
}
