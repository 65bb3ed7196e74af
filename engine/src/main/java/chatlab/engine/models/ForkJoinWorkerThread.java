package chatlab.engine.models;

/// Models what copies of JDK classes ask of [java.util.concurrent.ForkJoinWorkerThread].
public final class ForkJoinWorkerThread {
    private ForkJoinWorkerThread() {}

    public static boolean hasKnownQueuedWork() {
        return false;
    }
}
