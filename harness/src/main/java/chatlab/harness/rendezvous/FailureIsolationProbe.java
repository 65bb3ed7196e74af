package chatlab.harness.rendezvous;

import chatlab.harness.child.TestMessage;
import chatlab.harness.hang.WatchedThreads;
import chatlab.harness.hang.WatchedThreads.HungException;
import chatlab.harness.hang.WatchedThreads.NoAnswerException;
import chatlab.strategies.BroadcastStrategy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Does a `deliver` that throws cost only its own subscriber, and only that message?
///
/// Each of three members throws in turn, since a strategy may deliver in any order. Afterwards the
/// strategy must work for all three, and from another thread: a lock left held would show there.
final class FailureIsolationProbe implements Probe {
    @Override
    public String run(Supplier<BroadcastStrategy<TestMessage>> fresh)
            throws Broken, HungException, NoAnswerException, InterruptedException {
        for (int thrower = 0; thrower < 3; thrower++) {
            throwAt(thrower, () -> new IllegalStateException("thrown by deliver"), fresh.get());
            throwAt(thrower, () -> new AssertionError("thrown by deliver"), fresh.get());
        }
        return "each of three members threw an exception and an Error in turn, and nobody else lost"
                + " anything";
    }

    private static void throwAt(
            int thrower, Supplier<Throwable> thrown, BroadcastStrategy<TestMessage> strategy)
            throws Broken, HungException, NoAnswerException, InterruptedException {
        var members = new ArrayList<Receiver>();
        for (int i = 0; i < 3; i++) {
            boolean throwing = i == thrower;
            members.add(
                    new Receiver(
                            "member " + (i + 1),
                            (_, message) -> {
                                if (throwing && message.equals("hello")) {
                                    FailureIsolationProbe.<RuntimeException>sneak(thrown.get());
                                }
                            }));
            strategy.join(members.getLast());
        }
        var threads = new WatchedThreads();

        threads.start("ann", () -> strategy.broadcast(new TestMessage("hello"), Probe.stranger()));
        Probe.awaitEnd(threads, "the broadcast in which a deliver threw never returned");

        for (var member : List.copyOf(members)) member.got("hello");
        Probe.stillWorks(strategy, members);
    }

    /// Throws anything at all, as a subscriber in another language of the JVM may.
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
