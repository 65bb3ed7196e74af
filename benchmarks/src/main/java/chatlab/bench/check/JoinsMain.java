package chatlab.bench.check;

import chatlab.catalogue.CatalogueEntry;
import chatlab.harness.child.Answers;
import chatlab.harness.child.ChildJvm;
import chatlab.harness.child.Subject;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// The program of a child JVM: two threads join and leave at once, for a second or so.
///
/// It finds gross faults only; `lab race` tests a strategy thoroughly. The answer is one sentence,
/// empty if no fault was seen.
final class JoinsMain {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int ROUNDS = 20;
    private static final int JOINS = 500;

    private JoinsMain() {}

    public static void main(String[] arguments) throws IOException {
        var answers = Answers.open(System.out);
        answers.say(fault().orElse(""));
        Runtime.getRuntime().halt(0); // stuck threads of the strategy stay behind
    }

    /// Asks this program in a child JVM.
    ///
    /// @return what the strategy breaks, as a sentence; empty if no fault was seen
    static Optional<String> check(CatalogueEntry entry) throws IOException, InterruptedException {
        List<String> answer = new ArrayList<>();
        var jvm = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
        var end =
                new ChildJvm(entry, jvm, JoinsMain.class, List.of())
                        .run(LIMIT, said -> answer.add(said.getFirst()));
        if (answer.isEmpty() || answer.getFirst().equals("EXIT")) {
            return Optional.of("did not finish joins by two threads: " + end.words());
        }
        return Optional.of(answer.getFirst()).filter(fault -> !fault.isEmpty());
    }

    private static Optional<String> fault() {
        try {
            for (int round = 0; round < ROUNDS; round++) joinAndLeave(Subject.empty());
            return Optional.empty();
        } catch (Fault fault) {
            return Optional.of(String.valueOf(fault.getMessage()));
        } catch (InterruptedException | RuntimeException | Error e) {
            return Optional.of("threw " + e.toString().lines().findFirst().orElse(""));
        }
    }

    /// Two threads join, each its own subscribers: then all are members, and each gets a message
    /// once. Then all leave, and no member is left.
    private static void joinAndLeave(BroadcastStrategy<Integer> channel)
            throws Fault, InterruptedException {
        List<List<Counter>> parts = List.of(counters(), counters());
        inParallel(parts, counter -> require(channel.join(counter), "a join returned false"));
        require(
                channel.subscribers().size() == 2 * JOINS,
                "breaks MEMBERSHIP: after %d joins by two threads there are %d members"
                        .formatted(2 * JOINS, channel.subscribers().size()));
        channel.broadcast(1, new Counter());
        for (List<Counter> counters : parts) {
            for (Counter counter : counters) {
                require(
                        counter.count.get() == 1,
                        "breaks DELIVERY: a member got a message %d times"
                                .formatted(counter.count.get()));
            }
        }
        inParallel(parts, counter -> require(channel.leave(counter), "a leave returned false"));
        require(
                channel.subscribers().isEmpty(),
                "breaks MEMBERSHIP: after all have left, there are %d members"
                        .formatted(channel.subscribers().size()));
    }

    private interface Call {
        void on(Counter counter) throws Fault;
    }

    private static void inParallel(List<List<Counter>> parts, Call call)
            throws Fault, InterruptedException {
        var start = new CyclicBarrier(parts.size());
        try (var threads =
                Executors.newFixedThreadPool(
                        parts.size(), Thread.ofPlatform().name("joins ", 1).daemon().factory())) {
            List<Future<?>> running = new ArrayList<>();
            for (List<Counter> counters : parts) {
                running.add(
                        threads.submit(() -> {
                            start.await();
                            for (Counter counter : counters) call.on(counter);
                            return null;
                        }));
            }
            for (Future<?> thread : running) thread.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Fault fault) throw fault;
            throw new Fault(
                    "breaks MEMBERSHIP: with two threads at once, a call threw " + e.getCause());
        }
    }

    private static List<Counter> counters() {
        List<Counter> counters = new ArrayList<>();
        for (int i = 0; i < JOINS; i++) counters.add(new Counter());
        return counters;
    }

    private static void require(boolean holds, String otherwise) throws Fault {
        if (!holds) throw new Fault(otherwise);
    }

    /// Counts its deliveries.
    private static final class Counter implements Subscriber<Integer> {
        /// Atomic because a strategy may deliver on several threads.
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public boolean deliver(Integer message) {
            count.incrementAndGet();
            return true;
        }
    }

    /// What the strategy did wrong.
    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        Fault(String message) {
            super(message);
        }
    }
}
