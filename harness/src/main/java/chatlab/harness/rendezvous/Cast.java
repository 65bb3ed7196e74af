package chatlab.harness.rendezvous;

import org.jspecify.annotations.Nullable;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The threads of one probe, and the judge of whether they still get anywhere.
///
/// A clock cannot tell a hang from a slow machine. The threads can: when every one of ours is
/// blocked or waiting, and no other thread of the JVM runs that could wake it, nothing will ever
/// happen again. One look is not enough, since a thread just woken may still be seen waiting, so
/// the picture must stay the same over [#LOOKS] looks. Threads that run on without end cannot be
/// told from slow ones for certain; they are given up when they have used [#CPU_SECONDS] of
/// processor time and got nowhere, or, if they sleep in between, after [#PATIENCE_SECONDS].
public final class Cast {
    private static final int LOOKS = 150;
    private static final int LOOK_MILLIS = 10;
    private static final int PATIENCE_SECONDS = 20;
    private static final int CPU_SECONDS = 5;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /// Stuck for good in an earlier probe of this JVM: no concern of later ones.
    private static final List<Thread> STUCK_EARLIER = new ArrayList<>();

    private final List<Actor> actors = new ArrayList<>();

    /// What an actor does; anything it throws breaks the guarantee.
    @FunctionalInterface
    public interface Role {
        /// Returns when it has played its part.
        void play() throws Exception;
    }

    /// One thread of the cast.
    public static final class Actor {
        private final Thread thread;

        /// Written by the actor's thread when it fails, read by the judge.
        private final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();

        private Actor(String name, Role role) {
            thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> play(role));
        }

        private void play(Role role) {
            try {
                role.play();
            } catch (Throwable e) {
                thrown.set(e);
            }
        }

        /// Is it waiting for something that another thread must do?
        boolean waits() {
            var state = thread.getState();
            return state == Thread.State.BLOCKED || state == Thread.State.WAITING;
        }

        private boolean ended() {
            return thread.getState() == Thread.State.TERMINATED;
        }
    }

    /// Starts a thread; `name` is what the verdict calls it.
    public Actor start(String name, Role role) {
        var actor = new Actor(name, role);
        actors.add(actor);
        actor.thread.start();
        return actor;
    }

    /// Waits until all have ended.
    ///
    /// @param hang says in words what it means if they never do
    /// @throws Broken if one threw, or if they are stuck
    public void awaitEnd(String hang) throws Broken, InterruptedException {
        awaitEnd(hang, () -> 0);
    }

    /// Waits until all have ended, however long they get on with it.
    ///
    /// @param steps how many they have made; as long as it grows, they get somewhere
    public void awaitEnd(String hang, IntSupplier steps) throws Broken, InterruptedException {
        awaitOrHang(
                () -> {
                    for (var actor : actors) {
                        if (!actor.thread.join(java.time.Duration.ofMillis(LOOK_MILLIS)))
                            return false;
                    }
                    return true;
                },
                hang,
                steps);
        for (var actor : actors) {
            var thrown = actor.thrown.get();
            if (thrown instanceof Broken broken) throw broken;
            if (thrown != null) throw new Broken(actor.thread.getName() + " met " + thrown);
        }
    }

    /// Waits until a latch is open.
    ///
    /// @throws Broken if all are stuck, or have ended, and it never will be
    void await(CountDownLatch latch, String hang) throws Broken, InterruptedException {
        awaitOrHang(() -> latch.await(LOOK_MILLIS, TimeUnit.MILLISECONDS), hang, () -> 0);
    }

    private interface Condition {
        /// Waits for one look's time at most.
        boolean cameTrue() throws InterruptedException;
    }

    private void awaitOrHang(Condition condition, String hang, IntSupplier steps)
            throws Broken, InterruptedException {
        int still = 0;
        int looks = 0;
        int stepsSeen = steps.getAsInt();
        long processorTime = processorTime();
        while (!condition.cameTrue()) {
            if (steps.getAsInt() != stepsSeen) {
                stepsSeen = steps.getAsInt();
                processorTime = processorTime();
                looks = 0;
                still = 0;
            }
            still = nothingMoves() ? still + 1 : 0;
            if (still >= LOOKS) throw new Broken(hang + stacks());
            if (++looks >= PATIENCE_SECONDS * 1000 / LOOK_MILLIS
                    || processorTime() - processorTime > CPU_SECONDS * 1_000_000_000L) {
                throw new Broken(hang + ", and threads still run, without end" + stacks());
            }
        }
    }

    /// Of all actors together, in nanoseconds.
    private long processorTime() {
        return actors.stream()
                .mapToLong(actor -> Math.max(0, THREADS.getThreadCpuTime(actor.thread.threadId())))
                .sum();
    }

    private boolean nothingMoves() {
        return actors.stream().allMatch(actor -> actor.waits() || actor.ended())
                && others().noneMatch(thread -> thread.getState() == Thread.State.RUNNABLE);
    }

    /// Threads that the strategy may have started: all that are neither ours nor the JVM's.
    private Stream<Thread> others() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread())
                .filter(thread -> !STUCK_EARLIER.contains(thread))
                .filter(thread -> thread.getThreadGroup() != null)
                .filter(thread -> thread.getThreadGroup().getParent() != null);
    }

    private String stacks() {
        var stuck = actors.stream().filter(actor -> !actor.ended()).map(a -> a.thread).toList();
        STUCK_EARLIER.addAll(stuck);
        return stuck.stream().map(Cast::stack).collect(Collectors.joining("\n", "\n", ""));
    }

    private static String stack(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith(Cast.class.getName()))
                .filter(frame -> !frame.getClassName().equals(Thread.class.getName()))
                .map(frame -> "    at " + frame)
                .collect(
                        Collectors.joining(
                                "\n", thread.getName() + " is " + thread.getState() + "\n", ""));
    }
}
