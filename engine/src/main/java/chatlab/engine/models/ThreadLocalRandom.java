package chatlab.engine.models;

import chatlab.engine.execution.Models;

import java.util.Random;

/// Models [java.util.concurrent.ThreadLocalRandom] for the copies of JDK classes, which use it to
/// spread contention. Code under test that wants random numbers is not controlled.
public final class ThreadLocalRandom extends Random {
    private static final long serialVersionUID = 1;

    private ThreadLocalRandom() {}

    @SuppressWarnings("DoNotCallSuggester") // it has to be there
    public static ThreadLocalRandom current() {
        throw Models.uncontrolled("ThreadLocalRandom gives other numbers in every run");
    }

    public static int getProbe() {
        return Models.threadNumber() + 1;
    }

    public static void localInit() {}

    public static int advanceProbe(int probe) {
        return probe + 1;
    }

    public static int nextSecondarySeed() {
        return 1;
    }
}
