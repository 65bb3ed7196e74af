package chatlab.harness.rendezvous;

import chatlab.harness.child.TestMessage;
import chatlab.harness.hang.WatchedThreads;
import chatlab.harness.hang.WatchedThreads.HungException;
import chatlab.harness.hang.WatchedThreads.NoAnswerException;
import chatlab.strategies.BroadcastStrategy;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// Can two broadcasts be in progress at once?
///
/// Each is to one subscriber only, who stays in `deliver` until the other broadcast has got there
/// too. To different subscribers, so that a strategy with a lock per subscriber can pass.
final class ConcurrentBroadcastProbe implements Probe {
    @Override
    public String run(Supplier<BroadcastStrategy<TestMessage>> fresh)
            throws Broken, HungException, NoAnswerException, InterruptedException {
        var strategy = fresh.get();
        var both = new CountDownLatch(2);
        var one = new Receiver("one", (_, _) -> meet(both));
        var other = new Receiver("the other", (_, _) -> meet(both));
        strategy.join(one);
        strategy.join(other);
        var threads = new WatchedThreads();
        try {
            threads.start("ann", () -> strategy.broadcast(new TestMessage("from one"), one));
            threads.start(
                    "bob", () -> strategy.broadcast(new TestMessage("from the other"), other));
            threads.await(
                    both, "one broadcast did not begin to deliver while another was in progress");
        } finally {
            while (both.getCount() > 0) both.countDown();
        }
        Probe.awaitEnd(threads, "two broadcasts got in each other's way");
        one.got("from the other");
        other.got("from one");
        return "two broadcasts were inside deliver at the same time";
    }

    private static void meet(CountDownLatch both) {
        both.countDown();
        Probe.await(both);
    }
}
