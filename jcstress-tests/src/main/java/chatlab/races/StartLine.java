package chatlab.races;

import java.util.function.BooleanSupplier;

/// Where threads wait for each other before each round, so that they start it together.
///
/// Who comes first spins for some microseconds, which is how long the others usually need, and then
/// sleeps, so that a thread whose partner never comes is seen waiting.
final class StartLine {
    private static final int SPINS = 2_000;

    private final int threads;
    private final BooleanSupplier prepare;

    /// Guarded by this object's monitor.
    private int arrived;

    /// The current round, negative when there is none any more. Volatile: those who spin read it,
    /// and see what was prepared before it was written.
    private volatile int round;

    /// A line for so many threads.
    ///
    /// @param prepare is run by who arrives last, while all others wait; false ends it all
    StartLine(int threads, BooleanSupplier prepare) {
        this.threads = threads;
        this.prepare = prepare;
    }

    /// Waits until all have come.
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
