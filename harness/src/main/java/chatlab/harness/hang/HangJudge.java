package chatlab.harness.hang;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Judges whether some threads still get anywhere. The lab's only such judge.
///
/// A clock cannot tell a hang from a slow machine; the threads can.
///
/// - They are *stuck* when each of them is blocked or waiting, no other thread of the JVM runs that
///   could wake one, and the picture stays the same over [#LOOKS] looks. One look is not enough: a
///   thread that was just woken may still be seen waiting.
/// - They run *without end* when one of them has used far more processor time within a single call
///   than any call needs: see [Patience].
///
/// Whenever the progress counter moves, both counts begin anew. A thread that sleeps, or waits with
/// a time limit, is neither: whoever calls this judge may give up on it, but must not call it a
/// hang.
///
/// Confined to the thread that judges.
public final class HangJudge {
    /// How many looks it takes until a hang is certain.
    public static final int LOOKS = 150;

    /// How many it takes for one more hang of a strategy that is known to hang.
    public static final int FEWER_LOOKS = 40;

    /// Call [#look] this often, in milliseconds.
    public static final int LOOK_MILLIS = 10;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Supplier<? extends Collection<? extends Thread>> threads;
    private final LongSupplier progress;
    private final int looks;
    private final long processorNanos;

    /// The processor time that each thread had used when progress was last seen, in nanoseconds.
    private final Map<Thread, Long> usedBefore = new HashMap<>();

    private long seen;
    private int still;

    /// @param threads those that are inside a call now; asked again at each look
    /// @param progress a number that changes with every call that begins
    /// @param looks how many equal looks make a hang
    public HangJudge(
            Supplier<? extends Collection<? extends Thread>> threads,
            LongSupplier progress,
            int looks) {
        this.threads = threads;
        this.progress = progress;
        this.looks = looks;
        this.processorNanos = Patience.ofThisJvm().nanos() * looks / LOOKS;
        this.seen = progress.getAsLong();
    }

    /// Looks once.
    public Optional<Hang> look() {
        var busy = List.copyOf(threads.get());
        if (progress.getAsLong() != seen) {
            seen = progress.getAsLong();
            still = 0;
            usedBefore.clear();
        }
        still = nothingMoves(busy) ? still + 1 : 0;
        if (still >= looks) return Optional.of(Hang.of(Hang.Kind.STUCK, busy));
        var endless = busy.stream().filter(this::runsWithoutEnd).toList();
        return endless.isEmpty()
                ? Optional.empty()
                : Optional.of(Hang.of(Hang.Kind.WITHOUT_END, endless));
    }

    /// Does the thread wait for something that another thread must do?
    static boolean waits(Thread thread) {
        var state = thread.getState();
        return state == Thread.State.BLOCKED || state == Thread.State.WAITING;
    }

    private boolean nothingMoves(List<? extends Thread> busy) {
        return !busy.isEmpty()
                && busy.stream().allMatch(HangJudge::waits)
                && others(busy).noneMatch(thread -> thread.getState() == Thread.State.RUNNABLE);
    }

    private boolean runsWithoutEnd(Thread thread) {
        long used = THREADS.getThreadCpuTime(thread.threadId());
        if (used < 0) return false; // it has ended
        Long before = usedBefore.putIfAbsent(thread, used);
        return before != null && used - before > processorNanos;
    }

    /// Threads that the strategy may have started: all that are neither judged nor the JVM's own.
    private static Stream<Thread> others(Collection<? extends Thread> busy) {
        Predicate<Thread> isOurs = busy::contains;
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread())
                .filter(isOurs.negate())
                .filter(thread -> thread.getThreadGroup() != null)
                .filter(thread -> thread.getThreadGroup().getParent() != null);
    }
}
