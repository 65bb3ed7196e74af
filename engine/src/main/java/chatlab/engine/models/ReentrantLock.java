package chatlab.engine.models;

import chatlab.engine.execution.LockView;
import chatlab.engine.execution.Models;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/// Models [java.util.concurrent.locks.ReentrantLock].
///
/// Of a lock that is not fair, any waiting or arriving thread may be the next owner. A fair one
/// goes to the thread that has waited longest.
public class ReentrantLock implements Lock, Disarmable {
    private static final class State implements LockView.Held {
        private final Owner owner = new Owner();
        private final List<Object> queue = new ArrayList<>(2);

        @Override
        public List<String> holders() {
            return owner.names();
        }

        @Override
        public List<String> waiting() {
            return queue.stream().map(Object::toString).toList();
        }
    }

    private final boolean isFair;
    private final LockState<State> state = new LockState<>(State::new);

    public ReentrantLock() {
        this(false);
    }

    public ReentrantLock(boolean fair) {
        isFair = fair;
    }

    private State state() {
        return state.of(this);
    }

    @Override
    public void disarm(String side) {
        state.disarm();
    }

    private boolean isFreeForMe(State state) {
        if (!state.owner.isNobody()) return false;
        return !isFair || state.queue.isEmpty() || state.queue.getFirst() == Models.self();
    }

    @Override
    public void lock() {
        var state = state();
        if (enterAgain(state)) return;
        Models.step(this, "locks " + this);
        var me = Models.self();
        state.queue.add(me);
        Models.await(() -> isFree(state, me), waitsFor(state));
        take(state, me);
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        var state = state();
        if (enterAgain(state)) return;
        Models.step(this, "locks " + this);
        var me = Models.self();
        state.queue.add(me);
        try {
            Models.awaitInterruptibly(() -> isFree(state, me), waitsFor(state));
        } catch (InterruptedException e) {
            state.queue.remove(me);
            throw e;
        }
        take(state, me);
    }

    private static String waitsFor(State state) {
        return "for a lock that " + state.owner + " holds";
    }

    private boolean isFree(State state, Object me) {
        return state.owner.isNobody() && (!isFair || state.queue.getFirst() == me);
    }

    private boolean enterAgain(State state) {
        if (!state.owner.isMe()) return false;
        state.owner.again();
        return true;
    }

    private void take(State state, Object me) {
        state.queue.remove(me);
        state.owner.become(1);
        Models.changed(this);
    }

    @Override
    public boolean tryLock() {
        var state = state();
        if (enterAgain(state)) return true;
        Models.step(this, "tries to lock " + this);
        if (!state.owner.isNobody()) return false; // tryLock does not honor fairness
        take(state, Models.self());
        return true;
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        var state = state();
        if (enterAgain(state)) return true;
        Models.step(this, "locks " + this);
        Models.throwIfInterrupted();
        if (isFreeForMe(state)) {
            take(state, Models.self());
            return true;
        }
        if (time <= 0) return false;
        var me = Models.self();
        state.queue.add(me);
        boolean isMine = false;
        try {
            isMine =
                    Models.awaitTimed(() -> isFree(state, me), waitsFor(state), unit.toNanos(time));
        } finally {
            if (!isMine) state.queue.remove(me);
        }
        if (isMine) take(state, me);
        return isMine;
    }

    @Override
    public void unlock() {
        var state = state();
        if (!state.owner.once()) return;
        state.owner.leave();
        Models.changed(this);
    }

    @Override
    public Condition newCondition() {
        return new LockCondition(
                new LockCondition.Lock() {
                    @Override
                    public boolean isMine() {
                        return state().owner.isMe();
                    }

                    @Override
                    public boolean isFree() {
                        return state.isDisarmed() || state().owner.isNobody();
                    }

                    @Override
                    public int leave() {
                        int holds = state().owner.leave();
                        Models.changed(ReentrantLock.this);
                        return holds;
                    }

                    @Override
                    public void retake(int holds) {
                        state().owner.become(holds);
                        Models.changed(ReentrantLock.this);
                    }
                });
    }

    public boolean isHeldByCurrentThread() {
        return state().owner.isMe();
    }

    public int getHoldCount() {
        return state().owner.myHolds();
    }

    public boolean isLocked() {
        Models.step(this, "looks at " + this);
        return !state().owner.isNobody();
    }

    public final boolean isFair() {
        return isFair;
    }

    public final boolean hasQueuedThreads() {
        Models.step(this, "looks at " + this);
        return !state().queue.isEmpty();
    }

    public final int getQueueLength() {
        Models.step(this, "looks at " + this);
        return state().queue.size();
    }

    @Override
    public String toString() {
        return "the ReentrantLock";
    }
}
