package chatlab.harness.hang;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Threads that call a strategy, under the eye of the [HangJudge].
///
/// Confined to the thread that makes it, which starts the others and waits for them.
public final class WatchedThreads {
    /// A call that sleeps, or waits with a time limit, is given up after so many looks without
    /// progress. That is no verdict: see [NoAnswerException].
    private static final int SLEEPS = 2_000;

    /// After so many equal looks the threads have settled, and after so many at all it is enough.
    private static final int SETTLED = 8;

    private static final int LONGEST_SETTLING = 200;

    private final List<Thread> threads = new ArrayList<>();
    private final LongSupplier progress;

    /// Concurrent: any of the threads may fail.
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /// What a thread does.
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }

    /// Threads that make one call each.
    public WatchedThreads() {
        this(() -> 0);
    }

    /// @param progress a number that changes with every call that begins
    public WatchedThreads(LongSupplier progress) {
        this.progress = progress;
    }

    /// Starts a thread; `name` is what a finding calls it.
    public Thread start(String name, Task task) {
        var thread =
                Thread.ofPlatform()
                        .name(name)
                        .daemon()
                        .start(() -> {
                            try {
                                task.run();
                            } catch (Throwable e) {
                                failures.add(e);
                            }
                        });
        threads.add(thread);
        return thread;
    }

    /// What the first of them threw that threw something.
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failures.peek());
    }

    /// Waits until all have ended.
    ///
    /// @param meaning says in words what it means if they never do
    public void awaitEnd(String meaning)
            throws HungException, NoAnswerException, InterruptedException {
        awaitOrHang(
                () -> {
                    for (var thread : threads) {
                        if (!thread.join(Duration.ofMillis(HangJudge.LOOK_MILLIS))) return false;
                    }
                    return true;
                },
                meaning);
    }

    /// Waits until a latch is open.
    ///
    /// @param meaning says in words what it means if it never will be
    public void await(CountDownLatch latch, String meaning)
            throws HungException, NoAnswerException, InterruptedException {
        awaitOrHang(() -> latch.await(HangJudge.LOOK_MILLIS, TimeUnit.MILLISECONDS), meaning);
    }

    /// Waits until the threads have probably come as far as they can without help: each has ended
    /// or waits. A wrong guess only makes the situation less sharp.
    public void settle() throws InterruptedException {
        int still = 0;
        for (int look = 0; look < LONGEST_SETTLING && still < SETTLED; look++) {
            still = running().stream().allMatch(HangJudge::waits) ? still + 1 : 0;
            Thread.sleep(HangJudge.LOOK_MILLIS);
        }
    }

    private interface Condition {
        /// Waits for one look's time at most.
        boolean cameTrue() throws InterruptedException;
    }

    private void awaitOrHang(Condition condition, String meaning)
            throws HungException, NoAnswerException, InterruptedException {
        var judge = judge();
        long before = progress.getAsLong();
        int looks = 0;
        while (!condition.cameTrue()) {
            var hang = judge.look();
            if (hang.isPresent()) throw new HungException(meaning, hang.get());
            if (running().isEmpty() && !condition.cameTrue()) {
                throw new HungException(meaning, null);
            }
            if (progress.getAsLong() != before) {
                before = progress.getAsLong();
                looks = 0;
            } else if (++looks >= SLEEPS && running().stream().anyMatch(WatchedThreads::sleeps)) {
                throw new NoAnswerException(
                        meaning
                                + " within %d s; it waits with a time limit or sleeps, so this may be"
                                        .formatted(SLEEPS * HangJudge.LOOK_MILLIS / 1_000)
                                + " slowness");
            }
        }
    }

    private HangJudge judge() {
        return new HangJudge(this::running, progress, HangJudge.LOOKS);
    }

    private List<Thread> running() {
        return threads.stream().filter(Thread::isAlive).toList();
    }

    private static boolean sleeps(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING;
    }

    /// Threads hang, or have ended without doing what was awaited.
    public static final class HungException extends Exception {
        private static final long serialVersionUID = 1L;

        HungException(String meaning, @Nullable Hang hang) {
            super(
                    hang == null
                            ? meaning
                            : switch (hang.kind()) {
                                case STUCK -> meaning + "\n" + hang.stacks();
                                case WITHOUT_END ->
                                        meaning
                                                + ", and threads still run, without end\n"
                                                + hang.stacks();
                            });
        }
    }

    /// Whether they hang cannot be told.
    public static final class NoAnswerException extends Exception {
        private static final long serialVersionUID = 1L;

        NoAnswerException(String why) {
            super(why);
        }
    }
}
