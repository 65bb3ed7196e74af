package chatlab.engine.execution;

import chatlab.engine.memory.AccessMode;
import chatlab.engine.memory.Clock;
import chatlab.engine.memory.Shadow;
import chatlab.engine.memory.Variable;
import chatlab.engine.memory.Viewer;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/// One thread of an execution.
///
/// A virtual thread, mounted only while the execution resumes it; then its fields are used on the
/// thread that runs the execution.
public final class Lane {
    /// An access that the thread makes next.
    record Next(Shadow shadow, Variable variable, AccessMode mode, boolean isWrite) {}

    private final int id;
    private final String name;
    private final boolean isOfProgram;
    private final Viewer viewer;

    /// The virtual thread; null for main, which runs the execution.
    @Nullable Thread thread;

    /// The Thread object that the code under test made, for which the virtual thread runs.
    @Nullable Thread represented;

    /// What the virtual thread has given its scheduler to run, null while it is parked.
    volatile @Nullable Runnable pending;

    boolean isStarted;
    boolean hasStepped;
    boolean isEnded;

    /// Parked by the execution: at a point, or in a wait.
    boolean isParked;

    /// Parked by code that is not instrumented, which alone can wake it.
    boolean isOutside;

    @Nullable Wait wait;
    boolean wokeEarly;
    boolean isInterrupted;

    /// What the interrupting thread had done before (JLS 17.4.4).
    @Nullable Clock interruptedBy;

    /// The permit of `LockSupport`.
    boolean hasPermit;

    @Nullable Throwable failure;

    /// The place of the latest point.
    int place;

    /// Where it called the model of a JDK class that it is in.
    int modelCalledAt;

    @Nullable Next next;

    /// What it does next, in words, if that is no access.
    @Nullable Supplier<String> announced;

    /// Steps since another lane last took one.
    int stepsInRow;

    /// The number of the write after which it saw nothing new, or -1 if it does not spin.
    long spinsSince = -1;

    /// Where its step and its preemption begin in the [Footprints].
    int stepBegan;

    int preemptedAt = NOT_PREEMPTED;

    static final int NOT_PREEMPTED = -1;

    Lane(int id, String name, boolean isOfProgram) {
        this.id = id;
        this.name = name;
        this.isOfProgram = isOfProgram;
        this.viewer = new Viewer(id);
    }

    int id() {
        return id;
    }

    public String name() {
        return name;
    }

    /// Returns false for a thread that the code under test started.
    boolean isOfProgram() {
        return isOfProgram;
    }

    Viewer viewer() {
        return viewer;
    }

    boolean isMain() {
        return id == 0;
    }

    /// Returns true if it can take a step, for a regular reason.
    boolean isReady() {
        if (isMain() || isEnded) return false;
        if (isOutside) return pending != null;
        return wait == null || wait.isOver().getAsBoolean();
    }

    /// Returns what it waits for, in words such as `for a permit`.
    String waitsFor() {
        return wait == null ? "outside the code under test" : wait.what().get();
    }

    /// Returns true if it waits, and may stop waiting without a reason.
    boolean mayWakeEarly() {
        return wait != null
                && !isEnded
                && wait.early() != Wait.Early.NEVER
                && wait.mayEndEarly().getAsBoolean();
    }

    @Override
    public String toString() {
        return name;
    }
}
