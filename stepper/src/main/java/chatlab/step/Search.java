package chatlab.step;

import chatlab.step.Performance.Stop;
import chatlab.step.PerformanceException.Kind;
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

    /// A turn, and how to do it again in one leap; null if it goes on until the thread blocks.
    private record Leg(Turn turn, Lane.@Nullable Way way) {}

    /// A beginning to be tried: the turns so far, and who goes on from there.
    private record Beginning(List<Leg> legs, String next) {
        private int countedSteps() {
            return legs.stream().mapToInt(leg -> leg.turn.steps()).sum();
        }
    }

    /// What breaks only after seconds cannot be shortened as far as it goes.
    private static final Duration SHORTENING = Duration.ofSeconds(10);

    private final Play play;
    private final Goal goal;
    private final BooleanSupplier isUp;
    private final Runnable progress;

    /// What is to be tried with as many preemptions as come next.
    private List<Beginning> level = List.of();

    /// What was tried last, as long as nobody has looked where one preemption more fits in.
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
    Search(Play play, Goal goal, BooleanSupplier isUp, Runnable progress) {
        this.play = play;
        this.goal = goal;
        this.isUp = isUp;
        this.progress = progress;
        begin();
    }

    private void begin() {
        level = new ArrayList<>();
        for (var role : play.scenario().roles()) {
            level.add(new Beginning(List.of(), role.thread()));
        }
        done = List.of();
        schedules = 0;
        exhausted = -1;
    }

    /// Goes on by one stage: tries all schedules with one preemption more than the last time, at
    /// first with none; or, every other time, plays those once more, slowly, to see where one more
    /// preemption fits in.
    ///
    /// @return a schedule that reached the goal, made as short as possible; null if there is none,
    ///   or time was up
    @Nullable Result deepen(Theatre theatre)
            throws IOException, InterruptedException, PerformanceException {
        theatre.change(play);
        theatre.makeEachFresh(isEachFresh);
        try {
            return goOn(theatre);
        } catch (PerformanceException e) {
            boolean canBeByRunsBefore = e.kind() == Kind.LEFT_OVER || e.kind() == Kind.STEPPER;
            if (isEachFresh || !canBeByRunsBefore) throw e;
            isEachFresh = true;
            begin();
            return null;
        }
    }

    private @Nullable Result goOn(Theatre theatre)
            throws IOException, InterruptedException, PerformanceException {
        if (level.isEmpty() && !done.isEmpty()) {
            lookForPreemptions(theatre);
            return null;
        }
        var all = new ArrayList<Beginning>();
        var queue = new ArrayDeque<>(level);
        while (!queue.isEmpty()) {
            if (isUp.getAsBoolean()) return null;
            var attempt = new Attempt(theatre, queue.remove(), false);
            var found = attempt.make();
            if (attempt.alone != null) return attempt.alone;
            if (found == null && isUp.getAsBoolean()) return null;
            all.add(attempt.beginning);
            queue.addAll(attempt.alternatives);
            schedules++;
            progress.run();
            if (found != null) return shorten(theatre, found);
        }
        level = List.of();
        done = all;
        exhausted++;
        return null;
    }

    private void lookForPreemptions(Theatre theatre)
            throws IOException, InterruptedException, PerformanceException {
        var next = new ArrayList<Beginning>();
        for (var beginning : done) {
            if (isUp.getAsBoolean()) return;
            var attempt = new Attempt(theatre, beginning, true);
            var _ = attempt.make(); // what it comes to is known
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
    int schedules() {
        return schedules;
    }

    /// The number of preemptions up to which all schedules have been tried; -1 if not even those
    /// without any.
    int exhausted() {
        return exhausted;
    }

    /// A beginning played to its end, without further preemption.
    private final class Attempt {
        private final Theatre theatre;
        private final Beginning beginning;

        /// Whether every place is wanted where another thread could cut in. Else there is no need
        /// to stop at them.
        private final boolean isWatched;

        /// What else could have been done where a thread blocked or ended.
        private final List<Beginning> alternatives = new ArrayList<>();

        private final List<Beginning> preemptions = new ArrayList<>();

        /// What came of it before any schedule mattered, if that reached the goal.
        private @Nullable Result alone;

        private Attempt(Theatre theatre, Beginning beginning, boolean isWatched) {
            this.theatre = theatre;
            this.beginning = beginning;
            this.isWatched = isWatched;
        }

        /// Plays it.
        ///
        /// @return the schedule if it reached the goal
        private @Nullable Schedule make()
                throws IOException, InterruptedException, PerformanceException {
            var legs = beginning.legs;
            var next = beginning.next;
            try {
                var on = theatre.perform();
                for (var leg : legs) repeat(on, leg);
                while (!isUp.getAsBoolean()) {
                    var lane = Theatre.lane(on, next);
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
                return goal.test(theatre.outcome(on)) ? schedule(legs) : null;
            } catch (PerformanceException e) {
                if (e.kind() == Kind.ALONE) {
                    var outcome = theatre.verdict(e);
                    var result = new Result(Schedule.of(), outcome, 0, List.of());
                    if (goal.test(outcome)) alone = result;
                    return null;
                }
                return goal.test(theatre.verdict(e))
                        ? schedule(with(legs, new Leg(Turn.on(next), null)))
                        : null;
            } catch (ScheduleException e) {
                throw new PerformanceException(
                        Kind.STEPPER,
                        "the same choices led to other steps, even in a new JVM, so the strategy"
                                + " depends on more than its schedule, such as time or chance: "
                                + e.sentence());
            }
        }

        private void repeat(Performance on, Leg leg)
                throws InterruptedException, PerformanceException, ScheduleException {
            var lane = Theatre.lane(on, leg.turn.thread());
            if (leg.way == null) on.runOn(lane);
            else if (!on.leap(lane, leg.way)) {
                throw new ScheduleException("%s could not go on".formatted(lane));
            }
        }

        /// Steps a thread until it blocks or ends and notes, between its steps, who could cut in.
        private void watch(Performance on, Lane lane, List<Leg> legs)
                throws InterruptedException, PerformanceException {
            int events = lane.events;
            int operations = lane.operations;
            for (int taken = 1; taken <= Performance.CIRCLES; taken++) {
                if (on.step(lane) != Stop.STEPPED) return;
                if (!on.isWorthStoppingAt(lane)) continue;
                var way = new Lane.Way(lane.events - events, lane.operations - operations);
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

    /// Makes a schedule as short as it can: fewest switches, then fewest steps.
    private Result shorten(Theatre theatre, Schedule found)
            throws IOException, InterruptedException, PerformanceException {
        long until = System.nanoTime() + SHORTENING.toNanos();
        theatre.close(); // nothing that earlier runs left counts
        var best = tried(theatre, found);
        if (best == null) {
            throw new PerformanceException(
                    Kind.STEPPER,
                    "the schedule '%s' broke it once and not again, so it depends on more than its schedule"
                            .formatted(found));
        }
        while (true) {
            var shorter = shorterThan(theatre, best, until);
            if (shorter == null) return best;
            best = shorter;
        }
    }

    private @Nullable Result shorterThan(Theatre theatre, Result best, long until)
            throws IOException, InterruptedException, PerformanceException {
        for (var candidate : shorter(best.played())) {
            if (System.nanoTime() - until > 0) return null;
            var result = tried(theatre, candidate);
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
    private @Nullable Result tried(Theatre theatre, Schedule schedule)
            throws IOException, InterruptedException, PerformanceException {
        try {
            var result = theatre.play(schedule, true, (_, _) -> {});
            return goal.test(result.outcome()) ? result : null;
        } catch (ScheduleException _) {
            return null;
        }
    }
}
