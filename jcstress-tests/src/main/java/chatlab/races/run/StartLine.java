package chatlab.races.run;

import java.util.function.BooleanSupplier;

/// Threads wait for each other here before each round, so that they start it together.
///
/// A thread that arrives early first spins for some microseconds, because the others usually need
/// no longer. Then it sleeps, so that a thread whose partner never arrives is seen waiting.
final class StartLine {
    private static final int SPINS = 2_000;

    private final int threads;
    private final BooleanSupplier prepare;

    /// Guarded by this object's monitor.
    private int arrived;

    /// The current round; negative after the last. Volatile: spinning threads read it, and then see
    /// what `prepare` wrote before.
    private volatile int round;

    /// A start line for a fixed number of threads.
    ///
    /// @param prepare runs on the thread that arrives last, while all others wait; false ends the
    ///   rounds
    StartLine(int threads, BooleanSupplier prepare) {
        this.threads = threads;
        this.prepare = prepare;
    }

    /// Waits until all threads have arrived.
    ///
    /// @return false if there is no further round
    boolean await() throws InterruptedException {
        int mine = round;
        if (isLast()) {
            round = prepare.getAsBoolean() ? mine + 1 : -1;
            synchronized (this) {
                notifyAll();
            }
            return round > 0;
        }
        for (int i = 0; i < SPINS && round == mine; i++) Thread.onSpinWait();
        if (round == mine) sleepWhile(mine);
        return round > 0;
    }

    private synchronized boolean isLast() {
        arrived++;
        if (arrived < threads) return false;
        arrived = 0;
        return true;
    }

    private synchronized void sleepWhile(int mine) throws InterruptedException {
        while (round == mine) wait();
    }
}
