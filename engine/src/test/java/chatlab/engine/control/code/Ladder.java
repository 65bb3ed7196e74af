package chatlab.engine.control.code;

/// Two threads that reach the top only if they take turns at each rung.
public final class Ladder implements Runnable {
    private static final int TOP = 5;

    private volatile int rung;
    private boolean isBegun;

    /// The first thread that calls it climbs the even rungs, the other one the odd ones.
    @Override
    public void run() {
        int first;
        synchronized (this) {
            first = isBegun ? 1 : 0;
            isBegun = true;
        }
        for (int next = first; next < TOP; next += 2) {
            if (rung == next) rung = next + 1;
        }
    }

    @Override
    public String toString() {
        return rung == TOP ? "top" : "rung " + rung;
    }
}
