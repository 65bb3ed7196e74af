package chatlab.engine.models;

import chatlab.engine.execution.Models;
import chatlab.engine.memory.Clock;

import org.jspecify.annotations.Nullable;

/// Who holds an exclusive lock, how often, and what its latest release makes known.
final class Owner {
    private @Nullable Object thread;
    private int holds;
    private @Nullable Clock released;

    boolean isNobody() {
        return thread == null;
    }

    boolean isMe() {
        return thread == Models.self();
    }

    int myHolds() {
        return isMe() ? holds : 0;
    }

    void become(int holds) {
        thread = Models.self();
        this.holds = holds;
        Models.acquire(released);
    }

    void again() {
        if (holds == Integer.MAX_VALUE) throw new Error("Maximum lock count exceeded");
        holds++;
    }

    /// @return true if this was the last hold
    boolean once() {
        if (!isMe()) throw new IllegalMonitorStateException();
        return --holds == 0;
    }

    /// @return how many holds there were
    int leave() {
        if (!isMe()) throw new IllegalMonitorStateException();
        int before = holds;
        thread = null;
        holds = 0;
        released = Models.release();
        return before;
    }

    @Nullable Clock released() {
        return released;
    }

    @Override
    public String toString() {
        return thread == null ? "no thread" : thread.toString();
    }
}
