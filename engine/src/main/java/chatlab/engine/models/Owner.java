package chatlab.engine.models;

import chatlab.engine.execution.Models;
import chatlab.engine.memory.Clock;

import org.jspecify.annotations.Nullable;

import java.util.List;

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

    /// For conditions of waits, which others may ask while the waiting thread is parked.
    boolean is(Object other) {
        return thread == other;
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

    /// Gives one hold up, and returns true if it was the last.
    boolean once() {
        if (!isMe()) throw new IllegalMonitorStateException();
        return --holds == 0;
    }

    /// Gives all holds up, and returns how many there were.
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

    /// Its name, if there is one.
    List<String> names() {
        return thread == null ? List.of() : List.of(thread.toString());
    }

    @Override
    public String toString() {
        return thread == null ? "no thread" : thread.toString();
    }
}
