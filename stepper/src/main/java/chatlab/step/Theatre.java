package chatlab.step;

import chatlab.catalogue.CatalogueEntry;
import chatlab.step.Performance.Stop;
import chatlab.step.PerformanceException.Kind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Gives performances by one strategy, as many as are wanted, and has a child JVM for it, replaced
/// when it is gone or cluttered. Confined to one thread.
final class Theatre implements AutoCloseable {
    /// How many threads may be left over from performances that were not played to their end.
    private static final int CLUTTER = 1_000;

    private final CatalogueEntry entry;
    private final Duration limit;
    private Play play;
    private boolean isEachFresh;
    private @Nullable Debuggee debuggee;
    private @Nullable Performance performance;
    private int leftOver;

    /// Looks at a performance after each step.
    @FunctionalInterface
    interface Audience {
        /// Gets a look.
        ///
        /// @param moved the thread that took the step, null at the beginning
        void look(Performance performance, @Nullable Lane moved);
    }

    /// @param limit how long one step may take
    Theatre(CatalogueEntry entry, Play play, Duration limit) {
        this.entry = entry;
        this.play = play;
        this.limit = limit;
    }

    /// From the next performance on, this is performed.
    void change(Play to) {
        play = to;
    }

    /// From the next performance on, each has a child JVM of its own. Needed if the strategy keeps
    /// something for the whole JVM, such as a static field or a thread that all its objects share.
    void makeEachFresh(boolean wanted) {
        if (wanted && !isEachFresh) close();
        isEachFresh = wanted;
    }

    boolean isEachFresh() {
        return isEachFresh;
    }

    /// Begins a performance; the one before is over then.
    ///
    /// A child that is left behind by a run in such a way that the next cannot begin is replaced:
    /// what fails before the first step counts in a new child only.
    Performance perform() throws IOException, InterruptedException, PerformanceException {
        boolean isUsed = debuggee != null && debuggee.isUsed();
        try {
            return begin();
        } catch (PerformanceException e) {
            if (!isUsed) throw e;
            return begin();
        }
    }

    private Performance begin() throws IOException, InterruptedException, PerformanceException {
        try {
            clear();
            var child = debuggee;
            if (child == null) {
                child = Debuggee.start(entry, limit);
                debuggee = child;
            }
            var begun = child.perform(play);
            performance = begun;
            return begun;
        } catch (PerformanceException e) {
            close();
            throw e;
        }
    }

    private void clear() throws InterruptedException, PerformanceException {
        var previous = performance;
        performance = null;
        if (previous == null) return;
        leftOver += (int) previous.lanes().stream().filter(lane -> !lane.hasEnded).count();
        if (leftOver > CLUTTER || isEachFresh) close();
        else previous.abandon();
    }

    /// Plays a schedule.
    ///
    /// @param toTheEnd whether to go on, when its turns are up, until all threads have ended or
    ///   wait
    Result play(Schedule schedule, boolean toTheEnd, Audience audience)
            throws IOException, InterruptedException, PerformanceException, ScheduleException {
        try {
            return playOnce(schedule, toTheEnd, audience);
        } catch (PerformanceException e) {
            if (e.kind() != Kind.LEFT_OVER) throw e;
            makeEachFresh(true);
            return playOnce(schedule, toTheEnd, audience);
        }
    }

    private Result playOnce(Schedule schedule, boolean toTheEnd, Audience audience)
            throws IOException, InterruptedException, PerformanceException, ScheduleException {
        Performance on = null;
        var played = new Schedule(List.of());
        try {
            on = perform();
            audience.look(on, null);
            for (var turn : schedule.turns()) {
                take(on, turn, played, audience);
                played = played.then(turn);
            }
            while (toTheEnd && !on.isOver()) {
                var enabled = on.enabled();
                if (enabled.isEmpty()) break;
                var turn = Turn.on(enabled.getFirst().name());
                take(on, turn, played, audience);
                played = played.then(turn);
            }
            var canGoOn = on.isOver() ? List.<String>of() : names(on.enabled());
            int steps = on.steps();
            var outcome = canGoOn.isEmpty() ? outcome(on) : new Outcome(List.of(), "");
            return new Result(played, outcome, steps, canGoOn);
        } catch (PerformanceException e) {
            return new Result(schedule, verdict(e), on == null ? 0 : on.steps(), List.of());
        }
    }

    Result play(Schedule schedule)
            throws IOException, InterruptedException, PerformanceException, ScheduleException {
        return play(schedule, false, (_, _) -> {});
    }

    private static List<String> names(List<Lane> lanes) {
        return lanes.stream().map(Lane::name).toList();
    }

    private static void take(Performance on, Turn turn, Schedule before, Audience audience)
            throws InterruptedException, PerformanceException, ScheduleException {
        var lane = lane(on, turn.thread());
        int most = turn.goesOn() ? Performance.CIRCLES : turn.steps();
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
            audience.look(on, lane);
            if (turn.goesOn() && stop != Stop.STEPPED) return;
        }
        if (turn.goesOn()) on.turnsInCircles(lane);
    }

    /// The thread of that name.
    static Lane lane(Performance on, String name) throws ScheduleException {
        for (var lane : on.lanes()) if (lane.name().equals(name)) return lane;
        throw new ScheduleException(
                "the schedule does not fit: there is no thread %s; there are %s"
                        .formatted(name, String.join(", ", names(on.lanes()))));
    }

    /// What a performance came to in which no thread can go on.
    Outcome outcome(Performance on) throws InterruptedException, PerformanceException {
        try {
            if (on.isOver()) return on.outcome();
            on.checkLeftOver();
            return Outcome.stuck(play.scenario(), new Waits(on.lanes()).hang());
        } catch (PerformanceException e) {
            return verdict(e);
        }
    }

    /// What it means that a performance could not go on.
    Outcome verdict(PerformanceException e) throws PerformanceException {
        close();
        return switch (e.kind()) {
            case STEPPER, LEFT_OVER -> throw e;
            case ALONE, GONE -> new Outcome(List.of(new Finding(null, e.sentence())), "");
            case STRATEGY -> Outcome.stuck(play.scenario(), e.sentence());
        };
    }

    CatalogueEntry entry() {
        return entry;
    }

    Play play() {
        return play;
    }

    /// The child's process, if there is one.
    OptionalLong pid() {
        return debuggee == null ? OptionalLong.empty() : OptionalLong.of(debuggee.pid());
    }

    /// Such as `ann: join(ann); bob: join(bob)`.
    static String plot(Scenario scenario) {
        return scenario.roles().stream()
                .map(role -> role.thread() + ": " + role.text())
                .collect(Collectors.joining(" · "));
    }

    @Override
    public void close() {
        var child = debuggee;
        debuggee = null;
        performance = null;
        leftOver = 0;
        if (child != null) child.close();
    }
}
