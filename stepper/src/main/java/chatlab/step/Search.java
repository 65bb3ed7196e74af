package chatlab.step;

import chatlab.step.Performance.Stop;
import chatlab.step.PerformanceException.Kind;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/// Looks for a schedule that breaks a guarantee: first all schedules without preemption, then all
/// with one, and so on, shorter ones first.
///
/// A preemption is a switch away from a thread that could go on. Most bugs need one or two, and the
/// number of schedules grows only polynomially with the length for a fixed bound: Musuvathi and
/// Qadeer, "Iterative context bounding for systematic testing of multithreaded programs" (PLDI
/// 2007). When the schedules of a bound are exhausted, there is no violation within it: that is
/// more than luck can say.
final class Search {

    /// What is looked for.
    ///
    /// @param guarantees any of these broken
    /// @param text what the outcome's sentence must contain
    record Goal(Set<Guarantee> guarantees, String text) implements Predicate<Outcome> {
        @Override
        public boolean test(Outcome outcome) {
            return outcome.against(guarantees).isPresent() && outcome.sentence().contains(text);
        }
    }

    /// A beginning to be tried: the turns so far, and who goes on from there.
    private record Beginning(Schedule turns, String next) {}

    private final Theatre theatre;
    private final Play play;
    private final Goal goal;
    private final long deadline;
    private final IntConsumer progress;

    /// What is to be tried with as many preemptions as come next.
    private List<Beginning> level = new ArrayList<>();

    private int schedules;
    private int exhausted = -1;

    /// Set once a thread was let go and did not come back: from then on all steps are counted.
    private boolean isCautious;

    /// A search that has tried nothing yet.
    ///
    /// @param deadline when to give up, on the clock of `System.nanoTime`
    /// @param progress told how many schedules have been tried, after each
    Search(Theatre theatre, Play play, Goal goal, long deadline, IntConsumer progress) {
        this.theatre = theatre;
        this.play = play;
        this.goal = goal;
        this.deadline = deadline;
        this.progress = progress;
        for (var role : play.scenario().roles()) {
            level.add(new Beginning(Schedule.of(), role.thread()));
        }
    }

    /// Tries all schedules with one preemption more than the last time, at first with none.
    ///
    /// @param isLast whether it will not be asked again
    /// @return a schedule that reached the goal, made as short as possible; null if there is none,
    ///   or time was up
    @Nullable Result deepen(boolean isLast)
            throws IOException, InterruptedException, PerformanceException {
        theatre.change(play);
        var next = new ArrayList<Beginning>();
        var queue = new ArrayDeque<>(level);
        while (!queue.isEmpty()) {
            if (System.nanoTime() >= deadline) return null;
            var found = attempt(queue.remove(), queue, isLast ? null : next);
            progress.accept(++schedules);
            if (found != null) return shorten(found);
        }
        next.sort(Comparator.comparingInt(beginning -> beginning.turns.countedSteps()));
        level = next;
        exhausted++;
        return null;
    }

    /// How many schedules, at the least, are to be tried next.
    int waiting() {
        return level.size();
    }

    /// How many schedules have been tried.
    int schedules() {
        return schedules;
    }

    /// The number of preemptions up to which all schedules have been tried; -1 if not even those
    /// without any.
    int exhausted() {
        return exhausted;
    }

    /// Plays a beginning to its end, without further preemption.
    ///
    /// @param alternatives gets what else could have been done where a thread blocked or ended
    /// @param preemptions gets every place where another thread could have cut in; null if these
    ///   are not wanted, and then there is no need to stop at them
    /// @return the schedule if it reached the goal
    private @Nullable Schedule attempt(
            Beginning beginning,
            Queue<Beginning> alternatives,
            @Nullable List<Beginning> preemptions)
            throws IOException, InterruptedException, PerformanceException {
        var turns = beginning.turns;
        var next = beginning.next;
        try {
            var on = theatre.perform();
            for (var turn : turns.turns()) repeat(on, turn);
            while (true) {
                var lane = Theatre.lane(on, next);
                if (preemptions != null) watch(on, lane, turns, preemptions);
                else if (isCautious) on.stepOn(lane);
                else on.runOn(lane);
                turns = turns.then(Turn.on(next));
                if (on.isOver()) break;
                var enabled = on.enabled();
                if (enabled.isEmpty()) break;
                next = enabled.getFirst().name();
                for (var other : enabled.subList(1, enabled.size())) {
                    alternatives.add(new Beginning(turns, other.name()));
                }
            }
            return goal.test(theatre.outcome(on)) ? turns : null;
        } catch (PerformanceException e) {
            if (e.kind() == Kind.OVERDUE && !isCautious && preemptions == null) {
                theatre.close();
                isCautious = true;
                return attempt(beginning, new ArrayDeque<>(), null);
            }
            return goal.test(theatre.verdict(e)) ? turns.then(Turn.on(next)) : null;
        } catch (ScheduleException e) {
            throw new PerformanceException(
                    Kind.STEPPER, "the same steps did not lead to the same place: " + e.sentence());
        }
    }

    private static void repeat(Performance on, Turn turn)
            throws InterruptedException, PerformanceException, ScheduleException {
        var lane = Theatre.lane(on, turn.thread());
        if (turn.goesOn()) on.stepOn(lane);
        else for (int i = 0; i < turn.steps(); i++) on.step(lane);
    }

    /// Steps a thread until it blocks or ends and notes, between its steps, who could cut in.
    private static void watch(
            Performance on, Lane lane, Schedule turns, List<Beginning> preemptions)
            throws InterruptedException, PerformanceException {
        for (int taken = 1; taken <= Performance.CIRCLES; taken++) {
            if (on.step(lane) != Stop.STEPPED) return;
            if (!on.isWorthStoppingAt(lane)) continue;
            for (var other : on.enabled()) {
                if (other == lane) continue;
                var cut = turns.then(new Turn(lane.name(), taken));
                preemptions.add(new Beginning(cut, other.name()));
            }
        }
        on.turnsInCircles(lane);
    }

    // --- Making it short ---

    /// Makes a schedule as short as it can: fewest switches, then fewest steps.
    private Result shorten(Schedule found)
            throws IOException, InterruptedException, PerformanceException {
        var best = tried(found);
        if (best != null && best.steps() == 0) return best; // it broke before any step
        if (best == null) {
            throw new PerformanceException(
                    Kind.STEPPER,
                    "the schedule '%s' broke it once and not again, so it depends on more than its schedule"
                            .formatted(found));
        }
        for (var shorter = shorterThan(best); shorter != null; shorter = shorterThan(best)) {
            best = shorter;
        }
        return best;
    }

    private @Nullable Result shorterThan(Result best)
            throws IOException, InterruptedException, PerformanceException {
        for (var candidate : shorter(best.played())) {
            var result = tried(candidate);
            if (result != null && isShorter(result, best)) return result;
        }
        return null;
    }

    private static boolean isShorter(Result one, Result other) {
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
    private @Nullable Result tried(Schedule schedule)
            throws IOException, InterruptedException, PerformanceException {
        try {
            var result = theatre.play(schedule, true, (_, _) -> {});
            return goal.test(result.outcome()) ? result : null;
        } catch (ScheduleException _) {
            return null;
        }
    }
}
