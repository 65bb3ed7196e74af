package chatlab.harness.rendezvous;

import chatlab.strategies.BroadcastStrategy;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// May `deliver` call back into its strategy?
///
/// First on one thread: a member leaves, makes another leave, lets somebody in, or answers, from
/// inside `deliver`, in each of three positions. Then on two threads, each of which is inside a
/// `deliver` and makes the other's subscriber leave: who holds a lock per subscriber waits for
/// ever.
final class ReentrancyProbe implements Probe {
    @Override
    public String run(Supplier<BroadcastStrategy<String>> fresh)
            throws Broken, InterruptedException {
        for (var call : Callback.values()) {
            for (int position = 0; position < 3; position++) {
                callBack(call, position, fresh.get());
            }
        }
        leaveEachOther(fresh.get());
        return "join, leave and broadcast from inside deliver all returned, on one thread and on"
                + " two";
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

    private static void callBack(Callback call, int position, BroadcastStrategy<String> strategy)
            throws Broken, InterruptedException {
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
                                        case BROADCAST -> strategy.broadcast("answer", self);
                                    }
                                } catch (Throwable e) {
                                    failure.set(e);
                                }
                            }));
        }
        members.forEach(strategy::join);
        var cast = new Cast();

        cast.start(
                "ann",
                () -> {
                    try {
                        strategy.broadcast("hello", Probe.stranger());
                    } catch (RuntimeException e) {
                        throw new Broken(call.words + " inside deliver: broadcast threw " + e);
                    }
                });
        cast.awaitEnd(call.words + " inside deliver: the broadcast never returned");

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

    private static void leaveEachOther(BroadcastStrategy<String> strategy)
            throws Broken, InterruptedException {
        var meeting = new Meeting();
        var subscribers = new ArrayList<Receiver>();
        for (int i = 0; i < 2; i++) {
            int self = i;
            int other = 1 - i;
            subscribers.add(
                    new Receiver(
                            "subscriber " + (i + 1),
                            (_, _) -> {
                                meeting.arrive(self);
                                strategy.leave(subscribers.get(other));
                            }));
        }
        subscribers.forEach(strategy::join);
        var cast = new Cast();

        meeting.expect(
                cast.start("ann", () -> strategy.broadcast("to 1", subscribers.get(1))),
                cast.start("bob", () -> strategy.broadcast("to 2", subscribers.get(0))));

        cast.awaitEnd(
                "two threads inside deliver, each making the other's subscriber leave, wait for"
                        + " each other for ever");
    }

    /// Brings two threads together inside `deliver`, if the strategy lets both in.
    ///
    /// Where it does not (one lock for all), the second is seen waiting, and the first goes on
    /// alone.
    private static final class Meeting {
        private static final int LOOKS = 20;
        private static final Duration LOOK = Duration.ofMillis(5);

        private final List<CountDownLatch> arrived =
                List.of(new CountDownLatch(1), new CountDownLatch(1));
        private final CountDownLatch known = new CountDownLatch(1);

        /// Ann delivers to subscriber 1 and bob to subscriber 2. Published by `known`.
        private List<Cast.Actor> actors = List.of();

        void expect(Cast.Actor ann, Cast.Actor bob) {
            actors = List.of(ann, bob);
            known.countDown();
        }

        void arrive(int self) throws InterruptedException {
            arrived.get(self).countDown();
            known.await();
            var other = actors.get(1 - self);
            int waiting = 0;
            while (waiting < LOOKS
                    && !arrived.get(1 - self).await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                waiting = other.waits() ? waiting + 1 : 0;
            }
        }
    }
}
