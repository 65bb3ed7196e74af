package chatlab.races.run;

import chatlab.harness.child.Subject;
import chatlab.harness.hang.WatchedThreads;
import chatlab.harness.hang.WatchedThreads.HungException;
import chatlab.harness.hang.WatchedThreads.NoAnswerException;
import chatlab.races.question.CallCount;
import chatlab.races.question.Member;
import chatlab.races.question.NumberedMessage;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// Searches for calls that never return. In each round, several threads make a few random joins,
/// leaves and broadcasts on a fresh strategy at the same time. [WatchedThreads] judges whether they
/// hang.
final class Hunt {
    private static final int MEMBERS = 4;

    /// Where each thread counts its calls.
    private static final List<CallCount> COUNTS = List.of(CallCount.values());

    /// How long to search, on the clock of [System#nanoTime].
    ///
    /// @param end after this time no round begins if `enough` have run
    /// @param enough how many rounds to run, unless the strategy is too slow for that
    /// @param latest after this time no round begins
    record Time(long end, int enough, long latest) {
        private boolean isUp(int rounds) {
            long now = System.nanoTime();
            return now > latest || (now > end && rounds >= enough);
        }
    }

    private final List<String> names;
    private final Time time;
    private final Random random;
    private final StartLine line;

    // The threads of one round share these. They are written between rounds, and the start line
    // publishes them.
    /// Atomic because another thread reads it at the end.
    private final AtomicInteger rounds = new AtomicInteger();

    private BroadcastStrategy<NumberedMessage> channel;
    private List<Subscriber<NumberedMessage>> members = List.of();
    private long roundSeed;

    /// @param names of the threads
    /// @param seed decides which thread makes which calls, but not when
    Hunt(List<String> names, long seed, Time time) {
        this.names = names;
        this.time = time;
        this.random = new Random(seed);
        this.line = new StartLine(names.size(), this::prepare);
        this.channel = Subject.empty();
    }

    /// Returns when the time is up.
    ///
    /// @throws HungException if a call never returned; its message shows each stuck thread
    /// @throws NoAnswerException if it is uncertain whether a call hangs
    void run() throws HungException, NoAnswerException, InterruptedException {
        var threads = new WatchedThreads(CallCount::sum);
        for (int i = 0; i < names.size(); i++) {
            int self = i;
            threads.start(
                    names.get(i),
                    () -> {
                        while (line.await()) play(self, new Random(roundSeed + self));
                    });
        }
        threads.awaitEnd("a call never returned");
    }

    /// How many rounds have begun.
    int rounds() {
        return rounds.get();
    }

    private boolean prepare() {
        if (time.isUp(rounds())) return false;
        rounds.incrementAndGet();
        roundSeed = random.nextLong();
        CallCount.LAB.begin();
        attempt(() -> Subject.takeBack(channel));
        channel = Subject.empty();
        var crowd = new ArrayList<Subscriber<NumberedMessage>>();
        for (int i = 0; i < MEMBERS; i++) crowd.add(new Member(i, random.nextInt(50)));
        Collections.shuffle(crowd, random);
        members = List.copyOf(crowd);
        for (var member : members) {
            CallCount.LAB.begin();
            attempt(() -> channel.join(member));
        }
        return true;
    }

    private void play(int self, Random dice) {
        var count = COUNTS.get(self);
        int calls = 1 + dice.nextInt(3);
        for (int i = 0; i < calls; i++) {
            var member = members.get(dice.nextInt(MEMBERS));
            count.begin();
            switch (dice.nextInt(4)) {
                case 0 -> attempt(() -> channel.join(member));
                case 1 -> attempt(() -> channel.leave(member));
                default -> {
                    var message = new NumberedMessage(1 + dice.nextInt(14));
                    attempt(() -> channel.broadcast(message, member));
                }
            }
        }
    }

    /// Ignores what the call throws: the race tests judge that, and here only the return matters.
    private static void attempt(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error _) {
            // The race tests judge it.
        } finally {
            Thread.interrupted(); // the strategy may have set the flag, and the next wait is the
            // lab's
        }
    }
}
