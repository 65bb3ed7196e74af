package chatlab.harness.rendezvous;

import chatlab.strategies.BroadcastStrategy;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// Can two broadcasts be in progress at once?
///
/// Each is to one subscriber only, who stays in `deliver` until the other broadcast has got there
/// too. To different subscribers, so that a strategy with a lock per subscriber can pass.
final class ConcurrentBroadcastProbe implements Probe {
    @Override
    public String run(Supplier<BroadcastStrategy<String>> fresh)
            throws Broken, InterruptedException {
        var strategy = fresh.get();
        var both = new CountDownLatch(2);
        var one = new Receiver("one", (_, _) -> meet(both));
        var other = new Receiver("the other", (_, _) -> meet(both));
        strategy.join(one);
        strategy.join(other);
        var cast = new Cast();
        try {
            cast.start("ann", () -> strategy.broadcast("from one", one));
            cast.start("bob", () -> strategy.broadcast("from the other", other));
            cast.await(
                    both, "one broadcast did not begin to deliver while another was in progress");
        } finally {
            while (both.getCount() > 0) both.countDown();
        }
        cast.awaitEnd("two broadcasts got in each other's way");
        one.got("from the other");
        other.got("from one");
        return "two broadcasts were inside deliver at the same time";
    }

    private static void meet(CountDownLatch both) throws InterruptedException {
        both.countDown();
        both.await();
    }
}
