package chatlab.engine.execution;

import chatlab.engine.execution.Schedule.Turn;

import org.jspecify.annotations.Nullable;

/// Follows a schedule, and refuses one that does not fit.
public final class Script implements Director {
    private final Schedule schedule;
    private final boolean pausesAtEnd;
    private int at = -1;
    private int taken;
    private boolean isAlternativeTaken;

    /// A turn with `!` has begun when its thread was chosen; when that thread is stuck, it is over.
    private boolean isBegun;

    /// @param pausesAtEnd whether the execution stops where the schedule ends, instead of
    ///   continuing
    public Script(Schedule schedule, boolean pausesAtEnd) {
        this.schedule = schedule;
        this.pausesAtEnd = pausesAtEnd;
        nextTurn();
    }

    @Override
    public boolean isPauseDue(boolean isStuck) {
        if (!pausesAtEnd) return false;
        if (isStuck) endTurnOfStuck();
        skipFinishedTurns();
        return at == schedule.turns().size();
    }

    @Override
    public Lane beforeStep(Lane running, Candidates others) {
        skipFinishedTurns();
        var turn = turn();
        if (turn == null || turn.thread().equals(running.name())) return running;
        return named(turn, others);
    }

    @Override
    public Lane whenStuck(Candidates lanes) {
        endTurnOfStuck();
        skipFinishedTurns();
        var turn = turn();
        return turn == null ? lanes.lanes().getFirst() : named(turn, lanes);
    }

    private void endTurnOfStuck() {
        var turn = turn();
        if (turn != null && turn.isAll() && isBegun) nextTurn();
    }

    @Override
    public Lane whenSpinning(Lane running, Candidates progressing, Candidates all) {
        skipFinishedTurns();
        return turn() == null ? progressing.lanes().getFirst() : beforeStep(running, all);
    }

    private Lane named(Turn turn, Candidates lanes) {
        for (var lane : lanes.lanes()) {
            if (lane.name().equals(turn.thread())) {
                isBegun = true;
                return lane;
            }
        }
        throw doesNotFit(turn, turn.thread() + " cannot take a step there");
    }

    @Override
    public int choose(Lane running, int options, Alternative kind) {
        if (running.isMain()) beginTurnOfMain();
        var turn = turn();
        if (turn == null || turn.alternative() == 0 || isAlternativeTaken) return 0;
        isAlternativeTaken = true;
        if (turn.alternative() < options) return turn.alternative();
        throw doesNotFit(turn, "the step has " + (options - 1) + " alternatives");
    }

    /// The program reads when its threads have ended, and takes no steps.
    private void beginTurnOfMain() {
        var turn = turn();
        if (turn != null && turn.isAll()) nextTurn();
        skipFinishedTurns();
        turn = turn();
        if (turn != null && turn.thread().equals("main")) taken++;
    }

    @Override
    public void stepTaken(Lane running) {
        skipFinishedTurns();
        var turn = turn();
        if (turn == null) return;
        if (!turn.thread().equals(running.name())) {
            throw doesNotFit(turn, running.name() + " takes the step");
        }
        isBegun = true;
        taken++;
    }

    @Override
    public void ended() {
        var turn = turn();
        if (turn != null && turn.isAll()) nextTurn();
        skipFinishedTurns();
        turn = turn();
        if (turn != null) throw doesNotFit(turn, "the program has ended");
    }

    private @Nullable Turn turn() {
        return at < schedule.turns().size() ? schedule.turns().get(at) : null;
    }

    private void skipFinishedTurns() {
        for (var turn = turn(); turn != null && taken == turn.steps(); turn = turn()) {
            if (turn.alternative() > 0 && !isAlternativeTaken) {
                throw doesNotFit(turn, "the step has no alternatives");
            }
            nextTurn();
        }
    }

    private void nextTurn() {
        at++;
        taken = 0;
        isBegun = false;
        isAlternativeTaken = false;
    }

    private ScheduleException doesNotFit(Turn turn, String why) {
        return new ScheduleException(
                "the schedule does not fit at word %d, '%s': %s".formatted(at + 1, turn, why));
    }
}
