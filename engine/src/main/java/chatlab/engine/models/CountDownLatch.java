package chatlab.engine.models;

import chatlab.engine.execution.Models;
import chatlab.engine.memory.Clock;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/// Models [java.util.concurrent.CountDownLatch].
public class CountDownLatch {
    private final class State {
        private long count = initialCount;
        private @Nullable Clock released;
    }

    private final int initialCount;

    public CountDownLatch(int count) {
        if (count < 0) throw new IllegalArgumentException("count < 0");
        initialCount = count;
    }

    private State state() {
        return Models.state(this, State::new);
    }

    public void countDown() {
        Models.step(this, "counts " + this + " down");
        var state = state();
        var released = Models.release();
        if (released != null) state.released = Clock.joined(state.released, released);
        if (state.count == 0) return;
        state.count--;
        Models.progress();
    }

    public void await() throws InterruptedException {
        Models.step(this, "waits for " + this);
        var state = state();
        Models.awaitInterruptibly(() -> state.count == 0, "for " + this);
        Models.acquire(state.released);
    }

    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        Models.step(this, "waits for " + this);
        var state = state();
        boolean isOver =
                state.count == 0
                        || (time > 0
                                && Models.awaitTimed(
                                        () -> state.count == 0, "for " + this, unit.toNanos(time)));
        if (isOver) Models.acquire(state.released);
        return isOver;
    }

    public long getCount() {
        Models.step(this, "reads the count of " + this);
        var state = state();
        Models.acquire(state.released);
        return state.count;
    }

    @Override
    public String toString() {
        return "the CountDownLatch";
    }
}
