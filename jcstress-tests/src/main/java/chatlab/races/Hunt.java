package chatlab.races;

import chatlab.harness.rendezvous.Broken;
import chatlab.harness.rendezvous.Cast;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// Hunts for calls that never return: round after round, some threads do a few random joins, leaves
/// and broadcasts on a fresh strategy, all at once. Whether they are stuck, [Cast] judges.
final class Hunt {
    private static final int MEMBERS = 4;

    private final List<String> names;
    private final long deadline;
    private final Random random;
    private final StartLine line;

    // What the threads of one round share. Written between rounds, and published by the start line.
    /// Atomic: who judges looks whether it grows.
    private final AtomicInteger rounds = new AtomicInteger();

    private BroadcastStrategy<Integer> channel;
    private List<Subscriber<Integer>> members = List.of();
    private long roundSeed;

    /// @param names of the threads
    /// @param seed decides who calls what; not, alas, when
    /// @param deadline after which no round begins, on the clock of [System#nanoTime]
    Hunt(List<String> names, long seed, long deadline) {
        this.names = names;
        this.deadline = deadline;
        this.random = new Random(seed);
        this.line = new StartLine(names.size(), this::prepare);
        this.channel = Subject.empty();
    }

    /// Returns when the time is up.
    ///
    /// @throws Broken if a call never returned; its message shows each stuck thread
    void run() throws Broken, InterruptedException {
        var cast = new Cast();
        for (int i = 0; i < names.size(); i++) {
            int self = i;
            cast.start(
                    names.get(i),
                    () -> {
                        while (line.await()) play(new Random(roundSeed + self));
                    });
        }
        try {
            cast.awaitEnd("a call never returned", this::rounds);
        } catch (Broken broken) {
            throw new Broken("round " + rounds() + ": " + broken.getMessage());
        }
    }

    /// How many rounds have begun.
    int rounds() {
        return rounds.get();
    }

    private boolean prepare() {
        if (System.nanoTime() > deadline) return false;
        rounds.incrementAndGet();
        roundSeed = random.nextLong();
        attempt(() -> Subject.takeBack(channel));
        channel = Subject.empty();
        var crowd = new ArrayList<Subscriber<Integer>>();
        for (int i = 0; i < MEMBERS; i++) crowd.add(new Member(i, random.nextInt(50)));
        Collections.shuffle(crowd, random);
        members = List.copyOf(crowd);
        for (var member : members) attempt(() -> channel.join(member));
        return true;
    }

    private void play(Random dice) {
        int calls = 1 + dice.nextInt(3);
        for (int i = 0; i < calls; i++) {
            var member = members.get(dice.nextInt(MEMBERS));
            switch (dice.nextInt(4)) {
                case 0 -> attempt(() -> channel.join(member));
                case 1 -> attempt(() -> channel.leave(member));
                default -> {
                    int message = 1 + dice.nextInt(14);
                    attempt(() -> channel.broadcast(message, member));
                }
            }
        }
    }

    /// What a call throws is for the race tests to judge; here it has returned.
    private static void attempt(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error _) {
            // As said above.
        }
    }
}
