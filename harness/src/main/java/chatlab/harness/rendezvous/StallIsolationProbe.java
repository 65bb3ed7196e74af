package chatlab.harness.rendezvous;

import chatlab.harness.child.TestMessage;
import chatlab.harness.hang.WatchedThreads;
import chatlab.harness.hang.WatchedThreads.HungException;
import chatlab.harness.hang.WatchedThreads.NoAnswerException;
import chatlab.strategies.BroadcastStrategy;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// While one subscriber is stuck in `deliver`, do others' `join` and `leave` return?
final class StallIsolationProbe implements Probe {
    @Override
    public String run(Supplier<BroadcastStrategy<TestMessage>> fresh)
            throws Broken, HungException, NoAnswerException, InterruptedException {
        var strategy = fresh.get();
        var stuck = new CountDownLatch(1);
        var freed = new CountDownLatch(1);
        var slow =
                new Receiver(
                        "the stuck subscriber",
                        (_, _) -> {
                            stuck.countDown();
                            Probe.await(freed);
                        });
        var other = new Receiver("another");
        strategy.join(slow);
        strategy.join(other);
        var threads = new WatchedThreads();
        try {
            threads.start(
                    "ann", () -> strategy.broadcast(new TestMessage("hello"), Probe.stranger()));
            threads.await(stuck, "the broadcast did not reach a subscriber");

            var joined = new CountDownLatch(1);
            var left = new CountDownLatch(1);
            threads.start(
                    "bob",
                    () -> {
                        strategy.join(new Receiver("a newcomer"));
                        joined.countDown();
                        strategy.leave(other);
                        left.countDown();
                    });
            threads.await(joined, "while ann's broadcast was stuck, bob's join did not return");
            threads.await(left, "while ann's broadcast was stuck, bob's leave did not return");
        } finally {
            freed.countDown();
        }
        Probe.awaitEnd(threads, "after the stuck subscriber was freed, not all calls returned");
        return "a join and a leave returned while a deliver was stuck";
    }
}
