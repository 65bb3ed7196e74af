package chatlab.harness.rendezvous;

import chatlab.harness.child.TestMessage;
import chatlab.harness.hang.WatchedThreads;
import chatlab.harness.hang.WatchedThreads.HungException;
import chatlab.harness.hang.WatchedThreads.NoAnswerException;
import chatlab.strategies.BroadcastStrategy;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// May `deliver` call back into its strategy?
///
/// First on one thread: a member leaves, makes another leave, lets somebody in, or answers, from
/// inside `deliver`, in each of three positions. Then the same while another thread waits to join
/// or leave. Then on two threads, each of which is inside a `deliver` and makes the other's
/// subscriber leave: with a lock per subscriber they wait for each other for ever.
final class ReentrancyProbe implements Probe {
    @Override
    public String run(Supplier<BroadcastStrategy<TestMessage>> fresh)
            throws Broken, HungException, NoAnswerException, InterruptedException {
        for (var call : Callback.values()) {
            for (int position = 0; position < 3; position++) {
                callBack(call, position, fresh.get());
            }
        }
        for (var bobs : Outsider.values()) {
            for (var call : Callback.values()) callBackBehind(bobs, call, fresh.get());
        }
        leaveEachOther(fresh.get());
        return "join, leave and broadcast from inside deliver all returned, on one thread, beside a"
                + " waiting one, and on two";
    }

    private enum Callback {
        LEAVE_ITSELF("leave of its own subscriber"),
        LEAVE_ANOTHER("leave of another subscriber"),
        JOIN("join"),
        BROADCAST("broadcast");

        private final String words;

        Callback(String words) {
            this.words = words;
        }
    }

    private static void callBack(
            Callback call, int position, BroadcastStrategy<TestMessage> strategy)
            throws Broken, HungException, NoAnswerException, InterruptedException {
        var members = new ArrayList<Receiver>();
        var newcomer = new Receiver("the newcomer");
        // Written by whichever thread delivers, read after the broadcast has returned.
        var failure = new AtomicReference<@Nullable Throwable>();
        for (int i = 0; i < 3; i++) {
            boolean calling = i == position;
            int next = (i + 1) % 3;
            members.add(
                    new Receiver(
                            "member " + (i + 1),
                            (self, message) -> {
                                if (!calling || !message.equals("hello")) return;
                                try {
                                    switch (call) {
                                        case LEAVE_ITSELF -> strategy.leave(self);
                                        case LEAVE_ANOTHER -> strategy.leave(members.get(next));
                                        case JOIN -> strategy.join(newcomer);
                                        case BROADCAST ->
                                                strategy.broadcast(new TestMessage("answer"), self);
                                    }
                                } catch (Throwable e) {
                                    failure.set(e);
                                }
                            }));
        }
        members.forEach(strategy::join);
        var threads = new WatchedThreads();

        threads.start(
                "ann",
                () -> {
                    try {
                        strategy.broadcast(new TestMessage("hello"), Probe.stranger());
                    } catch (RuntimeException e) {
                        throw new Broken(call.words + " inside deliver: broadcast threw " + e);
                    }
                });
        Probe.awaitEnd(threads, call.words + " inside deliver: the broadcast never returned");

        if (failure.get() != null) {
            throw new Broken(call.words + " inside deliver threw " + failure.get());
        }
        var caller = members.get(position);
        var other = members.get((position + 1) % 3);
        var third = members.get((position + 2) % 3);
        caller.got("hello");
        if (call != Callback.LEAVE_ANOTHER) other.got("hello");
        third.got("hello");
        if (call == Callback.BROADCAST) {
            other.got("answer");
            third.got("answer");
        }
        var stayed =
                switch (call) {
                    case LEAVE_ITSELF -> List.of(other, third);
                    case LEAVE_ANOTHER -> List.of(caller, third);
                    case JOIN -> List.of(caller, other, third, newcomer);
                    case BROADCAST -> List.of(caller, other, third);
                };
        Probe.stillWorks(strategy, stayed);
    }

    /// Ann is inside a `deliver` while bob, outside, asks to join or leave; then ann calls back. A
    /// lock that lets nobody in behind a waiting writer would now wait for itself.
    private static void callBackBehind(
            Outsider bobs, Callback call, BroadcastStrategy<TestMessage> strategy)
            throws Broken, HungException, NoAnswerException, InterruptedException {
        var inside = new CountDownLatch(1);
        var bobWaits = new CountDownLatch(1);
        var other = new Receiver("another member");
        var caller =
                new Receiver(
                        "the member that calls back",
                        (self, message) -> {
                            if (!message.equals("hello")) return;
                            inside.countDown();
                            Probe.await(bobWaits);
                            switch (call) {
                                case LEAVE_ITSELF -> strategy.leave(self);
                                case LEAVE_ANOTHER -> strategy.leave(other);
                                case JOIN -> strategy.join(new Receiver("a newcomer"));
                                case BROADCAST ->
                                        strategy.broadcast(new TestMessage("answer"), self);
                            }
                        });
        var leaver = new Receiver("a member that bob makes leave");
        for (var member : List.of(caller, other, leaver)) strategy.join(member);
        var threads = new WatchedThreads();
        threads.start("ann", () -> strategy.broadcast(new TestMessage("hello"), leaver));
        threads.await(inside, "the broadcast did not reach a subscriber");
        threads.start(
                "bob",
                () -> {
                    switch (bobs) {
                        case JOINS -> strategy.join(new Receiver("bob's newcomer"));
                        case LEAVES -> strategy.leave(leaver);
                    }
                });
        threads.settle();
        bobWaits.countDown();
        Probe.awaitEnd(
                threads,
                "while bob %s, ann's %s inside deliver never returned"
                        .formatted(bobs.words, call.words));
    }

    /// What bob asks for from outside.
    private enum Outsider {
        JOINS("waits to join"),
        LEAVES("waits to leave");

        private final String words;

        Outsider(String words) {
            this.words = words;
        }
    }

    /// Two threads are each inside a `deliver`, and each makes the other's subscriber leave.
    ///
    /// Where a strategy does not let both in (one lock for all), the second waits outside, and the
    /// first goes on alone.
    private static void leaveEachOther(BroadcastStrategy<TestMessage> strategy)
            throws Broken, HungException, NoAnswerException, InterruptedException {
        var go = new CountDownLatch(1);
        var subscribers = new ArrayList<Receiver>();
        for (int i = 0; i < 2; i++) {
            int other = 1 - i;
            subscribers.add(
                    new Receiver(
                            "subscriber " + (i + 1),
                            (_, _) -> {
                                Probe.await(go);
                                strategy.leave(subscribers.get(other));
                            }));
        }
        subscribers.forEach(strategy::join);
        var threads = new WatchedThreads();
        threads.start("ann", () -> strategy.broadcast(new TestMessage("to 1"), subscribers.get(1)));
        threads.start("bob", () -> strategy.broadcast(new TestMessage("to 2"), subscribers.get(0)));
        threads.settle();
        go.countDown();
        Probe.awaitEnd(
                threads,
                "two threads inside deliver, each making the other's subscriber leave, wait for"
                        + " each other for ever");
    }
}
