package chatlab.races;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Judges whether the two threads of a race test still get anywhere.
///
/// A clock cannot tell a hang from a slow machine; the threads can. They are *stuck* when no sample
/// begins, one of them is blocked or waiting, the other likewise or idle at jcstress's checkpoint,
/// no other thread runs that could wake them, and the picture stays the same over so many looks.
/// They *loop* when they have used [#CPU_SECONDS] of processor time since the last sample began, or
/// a share of it that is as small as the share of looks; a sample needs microseconds.
final class HangWatch {
    /// So many until a hang is certain, and so many for one more of a strategy that is known to
    /// hang.
    static final int LOOKS = 150;

    static final int FEWER_LOOKS = 40;
    static final int LOOK_MILLIS = 10;
    private static final int CPU_SECONDS = 3;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<? extends Thread> workers;
    private final int looks;
    private int samples = Scene.started();
    private int still;
    private long processorTime;

    HangWatch(List<? extends Thread> workers, int looks) {
        this.workers = workers;
        this.looks = looks;
        this.processorTime = processorTime();
    }

    /// Looks once; call it every [#LOOK_MILLIS].
    ///
    /// @return what is wrong, with the stack of each thread that is stuck
    Optional<String> look() {
        if (Scene.started() != samples) {
            samples = Scene.started();
            still = 0;
            processorTime = processorTime();
            return Optional.empty();
        }
        still = nothingMoves() ? still + 1 : 0;
        if (still >= looks) return Optional.of("a call never returned" + stacks());
        return processorTime() - processorTime > CPU_SECONDS * 1_000_000_000L * looks / LOOKS
                ? Optional.of("a call ran on without end" + stacks())
                : Optional.empty();
    }

    private boolean nothingMoves() {
        return busy().findAny().isPresent()
                && busy().allMatch(HangWatch::waits)
                && others().noneMatch(thread -> thread.getState() == Thread.State.RUNNABLE);
    }

    /// The workers that are inside a call, not idle at the checkpoint.
    private Stream<? extends Thread> busy() {
        return workers.stream().filter(Thread::isAlive).filter(thread -> !isAtCheckpoint(thread));
    }

    private static boolean isAtCheckpoint(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith(".WorkerSync"));
    }

    private static boolean waits(Thread thread) {
        var state = thread.getState();
        return state == Thread.State.BLOCKED || state == Thread.State.WAITING;
    }

    /// Threads that the strategy may have started: all that are neither ours nor the JVM's.
    private Stream<Thread> others() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread())
                .filter(thread -> !workers.contains(thread))
                .filter(thread -> thread.getThreadGroup() != null)
                .filter(thread -> thread.getThreadGroup().getParent() != null);
    }

    private long processorTime() {
        return busy().mapToLong(thread -> Math.max(0, THREADS.getThreadCpuTime(thread.threadId())))
                .sum();
    }

    private String stacks() {
        return busy().map(HangWatch::stack).collect(Collectors.joining("\n", "\n", ""));
    }

    /// The stack down to the race test's own method; below it is jcstress.
    private static String stack(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .takeWhile(frame -> !frame.getClassName().endsWith("_jcstress"))
                .takeWhile(frame -> !frame.getClassName().contains("_jcstress$"))
                .map(frame -> "    at " + frame)
                .collect(
                        Collectors.joining(
                                "\n",
                                thread.getName().replace("JcstressThread_", "")
                                        + " is "
                                        + thread.getState()
                                        + "\n",
                                ""));
    }
}
