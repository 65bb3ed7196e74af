package chatlab.harness.rendezvous;

import chatlab.harness.child.TestMessage;
import chatlab.harness.hang.WatchedThreads;
import chatlab.harness.hang.WatchedThreads.HungException;
import chatlab.harness.hang.WatchedThreads.NoAnswerException;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Guarantee;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// Arranges a situation on fresh strategies and looks whether a guarantee holds in it.
@FunctionalInterface
interface Probe {
    /// The probes, in the order of the guarantees.
    Map<Guarantee, Probe> ALL =
            Map.of(
                    Guarantee.FAILURE_ISOLATION, new FailureIsolationProbe(),
                    Guarantee.REENTRANCY, new ReentrancyProbe(),
                    Guarantee.STALL_ISOLATION, new StallIsolationProbe(),
                    Guarantee.CONCURRENT_BROADCAST, new ConcurrentBroadcastProbe());

    /// The one for a guarantee of [#ALL].
    static Probe of(Guarantee guarantee) {
        return Objects.requireNonNull(ALL.get(guarantee));
    }

    /// Returns what was seen if the guarantee held.
    ///
    /// @param fresh makes a new, empty strategy
    /// @throws Broken if it did not hold
    /// @throws HungException if it did not hold, since a call never returned
    /// @throws NoAnswerException if that cannot be told
    String run(Supplier<BroadcastStrategy<TestMessage>> fresh)
            throws Broken, HungException, NoAnswerException, InterruptedException;

    /// Waits until all threads have ended.
    ///
    /// @param meaning says in words what it means if they never do
    /// @throws Broken if one of them threw
    static void awaitEnd(WatchedThreads threads, String meaning)
            throws Broken, HungException, NoAnswerException, InterruptedException {
        threads.awaitEnd(meaning);
        var thrown = threads.failure();
        if (thrown.isPresent()) {
            throw thrown.get() instanceof Broken broken
                    ? broken
                    : new Broken("a call threw " + thrown.get());
        }
    }

    /// Waits for a latch inside a `deliver`, whatever the strategy does to the thread's interrupt
    /// flag.
    static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                if (interrupted) Thread.currentThread().interrupt();
                return;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
    }

    /// A sender that is not a member, so that a broadcast goes to all.
    static Receiver stranger() {
        return new Receiver("a stranger");
    }

    /// Demands that a strategy that went through something is still whole, seen from another
    /// thread.
    static void stillWorks(BroadcastStrategy<TestMessage> strategy, List<Receiver> members)
            throws Broken, HungException, NoAnswerException, InterruptedException {
        var threads = new WatchedThreads();
        threads.start(
                "bob",
                () -> {
                    strategy.broadcast(new TestMessage("later"), stranger());
                    for (var member : members) member.got("later");
                    var newcomer = new Receiver("a newcomer");
                    if (!strategy.join(newcomer)) throw new Broken("a later join was refused");
                    if (!strategy.leave(newcomer)) throw new Broken("a later leave was refused");
                });
        awaitEnd(threads, "afterwards, a call by another thread never returned");
    }
}
