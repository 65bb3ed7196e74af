package chatlab.harness.rendezvous;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Guarantee;

import java.util.List;
import java.util.Map;
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

    /// Returns what was seen if the guarantee held.
    ///
    /// @param fresh makes a new, empty strategy
    /// @throws Broken if it did not hold
    String run(Supplier<BroadcastStrategy<String>> fresh) throws Broken, InterruptedException;

    /// Who gets a broadcast to all: a sender who is not a member.
    static Receiver stranger() {
        return new Receiver("a stranger");
    }

    /// Demands that a strategy that went through something is still whole, seen from another
    /// thread.
    static void stillWorks(BroadcastStrategy<String> strategy, List<Receiver> members)
            throws Broken, InterruptedException {
        var cast = new Cast();
        cast.start(
                "bob",
                () -> {
                    strategy.broadcast("later", stranger());
                    for (var member : members) member.got("later");
                    var passer = new Receiver("a passer-by");
                    if (!strategy.join(passer)) throw new Broken("a later join was refused");
                    if (!strategy.leave(passer)) throw new Broken("a later leave was refused");
                });
        cast.awaitEnd("afterwards, a call by another thread never returned");
    }
}
