package chatlab.races;

import org.openjdk.jcstress.infra.runners.SpinLoopStyle;

/// How the two threads of a race test wait for each other between samples.
enum Waiting {
    /// Both spin, and meet often. That keeps them on two processors, and is best if these are idle;
    /// on a busy machine, a spinning thread can keep the other from running.
    SPIN(SpinLoopStyle.THREAD_SPIN_WAIT, 32, 8),

    /// The thread that arrives first sleeps for a moment, so that the other can run. They meet
    /// seldom, because a moment is long.
    PARK(SpinLoopStyle.LOCKSUPPORT_PARK_NANOS, 128, 2),

    /// Few channels exist at once, for a strategy that needs much memory or time for each.
    FEW(SpinLoopStyle.LOCKSUPPORT_PARK_NANOS, 2, 2);

    final SpinLoopStyle style;

    /// Samples between two meetings.
    final int stride;

    /// How many strides of states exist at once; few, so that they stay in the caches.
    final int strides;

    Waiting(SpinLoopStyle style, int stride, int strides) {
        this.style = style;
        this.stride = stride;
        this.strides = strides;
    }

    /// Each for two rounds, so that it gets both kinds of JVM.
    static Waiting inRound(int round) {
        return round / 2 % 2 == 0 ? SPIN : PARK;
    }
}
