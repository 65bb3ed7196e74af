package chatlab.harness.rendezvous;

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
    public String run(Supplier<BroadcastStrategy<String>> fresh)
            throws Broken, InterruptedException {
        for (int thrower = 0; thrower < 3; thrower++) throwAt(thrower, fresh.get());
        return "each of three members threw in turn, and nobody else lost anything";
    }

    private static void throwAt(int thrower, BroadcastStrategy<String> strategy)
            throws Broken, InterruptedException {
        var members = new ArrayList<Receiver>();
        for (int i = 0; i < 3; i++) {
            boolean throwing = i == thrower;
            members.add(
                    new Receiver(
                            "member " + (i + 1),
                            (_, message) -> {
                                if (throwing && message.equals("hello")) {
                                    throw new IllegalStateException("thrown by deliver");
                                }
                            }));
            strategy.join(members.getLast());
        }
        var cast = new Cast();

        cast.start("ann", () -> strategy.broadcast("hello", Probe.stranger()));
        cast.awaitEnd("the broadcast in which a deliver threw never returned");

        for (var member : List.copyOf(members)) member.got("hello");
        Probe.stillWorks(strategy, members);
    }
}
