package chatlab.engine.models;

import chatlab.engine.execution.Models;
import chatlab.engine.memory.Clock;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Models [java.util.concurrent.Semaphore].
public class Semaphore {
    private final class State {
        private int permits = initialPermits;
        private @Nullable Clock released;
        private final List<Object> queue = new ArrayList<>(2);
    }

    private final int initialPermits;
    private final boolean isFair;

    public Semaphore(int permits) {
        this(permits, false);
    }

    public Semaphore(int permits, boolean fair) {
        initialPermits = permits;
        isFair = fair;
    }

    private State state() {
        return Models.state(this, State::new);
    }

    private boolean has(State state, int permits, Object me) {
        return state.permits >= permits && (!isFair || state.queue.getFirst() == me);
    }

    public void acquire() throws InterruptedException {
        acquire(1);
    }

    public void acquire(int permits) throws InterruptedException {
        var state = arrive(permits);
        var me = Models.self();
        try {
            Models.awaitInterruptibly(() -> has(state, permits, me), "for a permit");
        } catch (InterruptedException e) {
            state.queue.remove(me);
            throw e;
        }
        take(state, permits, me);
    }

    public void acquireUninterruptibly() {
        acquireUninterruptibly(1);
    }

    public void acquireUninterruptibly(int permits) {
        var state = arrive(permits);
        var me = Models.self();
        Models.await(() -> has(state, permits, me), "for a permit");
        take(state, permits, me);
    }

    private State arrive(int permits) {
        if (permits < 0) throw new IllegalArgumentException();
        Models.step(this, "acquires a permit");
        var state = state();
        state.queue.add(Models.self());
        return state;
    }

    private void take(State state, int permits, Object me) {
        state.queue.remove(me);
        state.permits -= permits;
        Models.acquire(state.released);
        Models.changed(this);
    }

    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    public boolean tryAcquire(int permits) {
        Models.step(this, "tries to acquire a permit");
        var state = state();
        if (state.permits < permits) return false;
        take(state, permits, Models.self());
        return true;
    }

    public boolean tryAcquire(long time, TimeUnit unit) throws InterruptedException {
        return tryAcquire(1, time, unit);
    }

    public boolean tryAcquire(int permits, long time, TimeUnit unit) throws InterruptedException {
        var state = arrive(permits);
        var me = Models.self();
        boolean isMine = false;
        try {
            isMine =
                    has(state, permits, me)
                            || (time > 0
                                    && Models.awaitTimed(
                                            () -> has(state, permits, me),
                                            "for a permit",
                                            unit.toNanos(time)));
        } finally {
            if (!isMine) state.queue.remove(me);
        }
        if (isMine) take(state, permits, me);
        return isMine;
    }

    public void release() {
        release(1);
    }

    public void release(int permits) {
        if (permits < 0) throw new IllegalArgumentException();
        Models.step(this, "releases a permit");
        var state = state();
        state.permits += permits;
        var released = Models.release();
        if (released != null) state.released = Clock.joined(state.released, released);
        Models.progress();
    }

    public int availablePermits() {
        Models.step(this, "counts the permits");
        return state().permits;
    }

    public int drainPermits() {
        Models.step(this, "takes all permits");
        var state = state();
        int all = state.permits;
        state.permits = 0;
        Models.acquire(state.released);
        return all;
    }

    public boolean isFair() {
        return isFair;
    }

    @Override
    public String toString() {
        return "a Semaphore";
    }
}
