package chatlab.engine.control;

/// What the code under test calls outside itself. Not instrumented.
public final class Host {
    private static int runs;

    private Host() {}

    /// Runs a task on a thread that the engine does not know, and waits for it.
    public static void runElsewhere(Runnable task) {
        var thread = new Thread(task, "elsewhere");
        thread.setUncaughtExceptionHandler((_, _) -> {}); // the engine has taken note
        thread.start();
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) Thread.currentThread().interrupt();
    }

    /// Counts its calls, whatever the execution.
    public static int differentEachTime() {
        return runs++;
    }
}
