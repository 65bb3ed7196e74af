package chatlab.engine.models;

import chatlab.engine.execution.Models;

import java.util.concurrent.Executor;

/// Models the common pool of [java.util.concurrent.ForkJoinPool] as an executor: each task gets a
/// thread of its own.
public final class ForkJoinPool implements Executor {
    private static final ForkJoinPool COMMON = new ForkJoinPool();

    private ForkJoinPool() {}

    public static ForkJoinPool commonPool() {
        return COMMON;
    }

    public static ForkJoinPool asyncCommonPool() {
        return COMMON;
    }

    /// The copies of collections do bulk work in the calling thread.
    public static int getCommonPoolParallelism() {
        return 1;
    }

    @Override
    public void execute(Runnable task) {
        Models.start(new Thread(task, "pool"));
    }

    public static void managedBlock(ManagedBlocker blocker) throws InterruptedException {
        boolean isDone = false;
        while (!isDone) isDone = blocker.isReleasable() || blocker.block();
    }

    public static void helpAsyncBlocker(Executor executor, ManagedBlocker blocker) {}

    /// Models [java.util.concurrent.ForkJoinPool.ManagedBlocker].
    public interface ManagedBlocker {
        boolean block() throws InterruptedException;

        boolean isReleasable();
    }
}
