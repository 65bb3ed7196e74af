package chatlab.harness.contract;

import chatlab.harness.child.TestMessage;
import chatlab.harness.contract.Listener.Reaction;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Guarantee;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What [BroadcastStrategy] says of every strategy that one thread alone calls, checked in full.
///
/// First each sentence by itself, with a few members; then some ten thousand random calls, since a
/// log may be full after a thousand messages and a boxed number is no longer cached above 127; then
/// a thousand members; at last what happens when a `deliver` throws. The calls are the same in
/// every run. A strategy so slow that they would take more than [#BUDGET_NANOS] of processor time
/// is checked with fewer.
final class SequentialContract {
    private static final int LONG_RUN = 10_000;
    private static final int CROWD = 1_000;
    private static final int BROADCASTS_TO_CROWD = 300;
    private static final long BUDGET_NANOS = 2_000_000_000L;

    /// For a strategy whose calls wait rather than work.
    private static final long LONGEST_NANOS = 5_000_000_000L;

    private static final String SENDER_GOT_IT = "A sender got the message that it had sent itself.";

    private final Observed calls;
    private final Supplier<BroadcastStrategy<TestMessage>> constructor;
    private final Random random = new Random(1);
    private int messages;

    /// @param calls counts and measures them
    /// @param constructor makes a new, empty strategy
    SequentialContract(Observed calls, Supplier<BroadcastStrategy<TestMessage>> constructor) {
        this.calls = calls;
        this.constructor = constructor;
    }

    /// Checks it all, part by part: what fails in one says nothing about the next.
    ///
    /// @param found hears of each breach, on this thread
    void check(Consumer<Breach> found) {
        List<Runnable> parts =
                List.of(
                        this::joinAndLeave,
                        this::whoGetsAMessage,
                        this::identity,
                        this::copy,
                        this::twoChannels,
                        this::longRun,
                        this::crowd,
                        this::failures);
        for (var part : parts) {
            try {
                part.run();
            } catch (Breach.Found end) {
                found.accept(end.breach());
            }
        }
    }

    private BroadcastStrategy<TestMessage> fresh() {
        return calls.make(constructor);
    }

    private TestMessage message() {
        return new TestMessage("message " + ++messages);
    }

    private static void require(boolean holds, Guarantee guarantee, String otherwise) {
        if (!holds) throw new Breach.Found(guarantee, otherwise);
    }

    private static void requireMembership(boolean holds, String otherwise) {
        require(holds, Guarantee.MEMBERSHIP, otherwise);
    }

    private void joinAndLeave() {
        var channel = fresh();
        var ann = new Listener();
        var bob = new Listener();
        requireMembership(
                calls.subscribers(channel).isEmpty(), "A new strategy lists a subscriber.");
        requireMembership(calls.join(channel, ann), "A first join returned false.");
        requireMembership(
                !calls.join(channel, ann), "A second join of the same subscriber returned true.");
        lists(channel, List.of(ann));
        requireMembership(
                !calls.leave(channel, bob),
                "A leave of a subscriber that was not in returned true.");
        requireMembership(
                calls.leave(channel, ann), "A leave of a subscriber that was in returned false.");
        requireMembership(!calls.leave(channel, ann), "A second leave returned true.");
        lists(channel, List.of());
        requireMembership(calls.join(channel, ann), "A join after a leave returned false.");
        lists(channel, List.of(ann));
    }

    private void lists(
            BroadcastStrategy<TestMessage> channel,
            List<? extends Subscriber<TestMessage>> members) {
        Set<Subscriber<TestMessage>> listed = Collections.newSetFromMap(new IdentityHashMap<>());
        var list = calls.subscribers(channel);
        listed.addAll(list);
        requireMembership(
                list.size() == listed.size(), "subscribers() lists the same subscriber twice.");
        for (var member : members) {
            requireMembership(
                    listed.contains(member),
                    "subscribers() does not list a subscriber that is in.");
        }
        requireMembership(
                listed.size() == members.size(),
                "subscribers() lists a subscriber that is not in.");
    }

    private void whoGetsAMessage() {
        var channel = fresh();
        require(
                calls.broadcast(channel, message(), new Listener()) == 0,
                Guarantee.DELIVERY,
                "A broadcast to nobody did not return 0.");
        var members = List.of(new Listener(), new Listener(), new Listener());
        for (var member : members) calls.join(channel, member);
        for (var sender : members) broadcast(channel, members, sender);
        broadcast(channel, members, new Listener());
        var refuser = new Listener(Reaction.REFUSE);
        calls.join(channel, refuser);
        require(
                calls.broadcast(channel, message(), members.getFirst()) == 2,
                Guarantee.DELIVERY,
                "A broadcast counted a subscriber whose deliver returned false.");
    }

    /// Sends one message, and demands that exactly the members get it.
    private void broadcast(
            BroadcastStrategy<TestMessage> channel, List<Listener> members, Listener sender) {
        for (var member : members) member.takeCount();
        sender.takeCount();
        var message = message();
        int returned = calls.broadcast(channel, message, sender);
        require(sender.takeCount() == 0, Guarantee.DELIVERY, SENDER_GOT_IT);
        int expected = 0;
        int reached = 0;
        for (var member : members) {
            if (member == sender) continue;
            expected++;
            int got = member.takeCount();
            require(got <= 1, Guarantee.DELIVERY, "A subscriber got the same message twice.");
            reached += got;
            require(
                    got == 0 || message == member.last(),
                    Guarantee.DELIVERY,
                    "A subscriber got another message than the one that was sent.");
        }
        if (reached < expected) {
            var counts =
                    " (%d of %d had it, and it returned %d)".formatted(reached, expected, returned);
            throw new Breach.Found(
                    Guarantee.DELIVERY,
                    returned > reached
                            ? "broadcast returned before its deliveries were done" + counts + "."
                            : "With one thread alone, a message did not reach all members"
                                    + counts
                                    + ".");
        }
        require(
                returned == expected,
                Guarantee.DELIVERY,
                "broadcast returned %d, but %d took the message.".formatted(returned, expected));
    }

    /// Two subscribers that are equal are two.
    private static final class Lookalike implements Subscriber<TestMessage> {
        @Override
        public boolean deliver(TestMessage message) {
            return true;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Lookalike;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    private void identity() {
        var channel = fresh();
        var one = new Lookalike();
        var other = new Lookalike();
        boolean areTwo =
                calls.join(channel, one)
                        && calls.join(channel, other)
                        && calls.broadcast(channel, message(), one) == 1
                        && calls.leave(channel, other);
        var left = calls.subscribers(channel);
        if (!areTwo || left.size() != 1 || left.getFirst() != one) {
            throw new Breach.Found(
                    Breach.identity(
                            "Two subscribers that are equal count as one; tell them apart by"
                                    + " identity (==), not by equals."));
        }
    }

    private void copy() {
        var channel = fresh();
        var ann = new Listener();
        var bob = new Listener();
        calls.join(channel, ann);
        var before = calls.subscribers(channel);
        calls.join(channel, bob);
        requireMembership(
                before.size() == 1,
                "subscribers() is not a copy: a later join changed the list that it had returned.");
        calls.leave(channel, ann);
        requireMembership(
                before.size() == 1,
                "subscribers() is not a copy: a later leave changed the list that it had"
                        + " returned.");
        try {
            before.clear();
        } catch (UnsupportedOperationException _) {
            // A list that cannot be changed is a copy, too.
        }
        try {
            calls.subscribers(channel).set(0, ann);
        } catch (UnsupportedOperationException _) {
            // As above.
        }
        try {
            calls.subscribers(channel).clear();
        } catch (UnsupportedOperationException _) {
            // As above.
        }
        lists(channel, List.of(bob));
    }

    private void failures() {
        calls.blame(Guarantee.FAILURE_ISOLATION);
        for (var reaction : List.of(Reaction.THROW, Reaction.THROW_ERROR)) {
            for (int position = 0; position < 3; position++) {
                var channel = fresh();
                var members = new ArrayList<Listener>();
                for (int i = 0; i < 3; i++) {
                    members.add(new Listener(i == position ? reaction : Reaction.TAKE));
                    calls.join(channel, members.getLast());
                }
                int returned = calls.broadcast(channel, message(), new Listener());
                for (var member : members) {
                    require(
                            member.takeCount() == 1,
                            Guarantee.FAILURE_ISOLATION,
                            "One subscriber's deliver threw, and another did not get the message.");
                }
                require(
                        returned == 2,
                        Guarantee.FAILURE_ISOLATION,
                        "broadcast counted a subscriber whose deliver threw.");
                lists(channel, members);
            }
        }
    }

    private void twoChannels() {
        var one = fresh();
        var other = fresh();
        var ann = new Listener();
        var bob = new Listener();
        calls.join(one, ann);
        var shared = "Two channels share their state: what happens in one is seen in the other.";
        requireMembership(calls.subscribers(other).isEmpty(), shared);
        requireMembership(calls.join(other, ann) && calls.join(other, bob), shared);
        requireMembership(calls.leave(other, ann), shared);
        calls.broadcast(other, message(), new Listener());
        require(ann.takeCount() == 0, Guarantee.DELIVERY, shared);
        var still = calls.subscribers(one);
        requireMembership(still.size() == 1 && still.getFirst() == ann, shared);
    }

    private void longRun() {
        var channel = fresh();
        var all = new ArrayList<Listener>();
        for (int i = 0; i < 8; i++) all.add(new Listener());
        var in = new ArrayList<Listener>();
        long begin = System.nanoTime();
        for (int i = 0; i < LONG_RUN && hasTime(begin); i++) {
            var one = all.get(random.nextInt(all.size()));
            switch (random.nextInt(5)) {
                case 0 -> joins(channel, in, one);
                case 1 -> leaves(channel, in, one);
                default -> broadcast(channel, in, one);
            }
            if (i % 100 == 0) lists(channel, in);
        }
        lists(channel, in);
    }

    private void joins(BroadcastStrategy<TestMessage> channel, List<Listener> in, Listener one) {
        boolean isNew = !in.contains(one);
        requireMembership(
                calls.join(channel, one) == isNew,
                isNew
                        ? "A join of a subscriber that was not in returned false."
                        : "A join of a subscriber that was in already returned true.");
        if (isNew) in.add(one);
    }

    private void leaves(BroadcastStrategy<TestMessage> channel, List<Listener> in, Listener one) {
        boolean isIn = in.contains(one);
        requireMembership(
                calls.leave(channel, one) == isIn,
                isIn
                        ? "A leave of a subscriber that was in returned false."
                        : "A leave of a subscriber that was not in returned true.");
        in.remove(one);
    }

    private void crowd() {
        var channel = fresh();
        var in = new ArrayList<Listener>();
        long begin = System.nanoTime();
        for (int i = 0; i < CROWD && hasTime(begin); i++) {
            in.add(new Listener());
            requireMembership(calls.join(channel, in.getLast()), "A first join returned false.");
        }
        lists(channel, in);
        Collections.shuffle(in, random);
        for (int i = 0; i < BROADCASTS_TO_CROWD && hasTime(begin); i++) {
            broadcast(channel, in, i % 2 == 0 ? in.getFirst() : new Listener());
            for (int leaving = 0; leaving < 3; leaving++) leaves(channel, in, in.getLast());
        }
        lists(channel, in);
    }

    private boolean hasTime(long begin) {
        return calls.processorNanos() < BUDGET_NANOS && System.nanoTime() - begin < LONGEST_NANOS;
    }
}
