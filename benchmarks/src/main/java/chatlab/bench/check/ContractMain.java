package chatlab.bench.check;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Guarantee;
import chatlab.strategies.Subscriber;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// The program of a child JVM: a few seconds' look at whether a strategy is worth measuring.
///
/// It finds gross faults only; `lab race` looks properly. The argument is the strategy's class
/// name; the first line of standard input is a word that the answer begins with.
final class ContractMain {
    /// The answer when nothing was found.
    static final String NOTHING = "-";

    private static final int ROUNDS = 20;
    private static final int JOINS = 500;

    private ContractMain() {}

    public static void main(String[] arguments) throws IOException, StrategyNotFoundException {
        var input = new InputStreamReader(System.in, StandardCharsets.UTF_8);
        String word = new BufferedReader(input).readLine();
        var answer = System.out;
        System.setOut(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        answer.println(word + " " + look(Catalogue.find(arguments[0], List.of())));
        answer.flush();
        Runtime.getRuntime().halt(0); // stuck threads of the strategy's stay behind
    }

    static String look(CatalogueEntry entry) {
        try {
            alone(entry.create());
            if (entry.guarantees().contains(Guarantee.MEMBERSHIP)) {
                for (int round = 0; round < ROUNDS; round++) {
                    together(entry.create());
                }
            }
            return NOTHING;
        } catch (Fault fault) {
            return String.valueOf(fault.getMessage());
        } catch (InterruptedException | RuntimeException | Error e) {
            return "threw " + e.toString().lines().findFirst().orElse("");
        }
    }

    /// One thread: what `BroadcastStrategy` says of every strategy.
    private static void alone(BroadcastStrategy<Integer> channel) throws Fault {
        var ann = new Counter();
        var bob = new Counter();
        require(channel.join(ann) && channel.join(bob), "a first join did not return true");
        require(!channel.join(ann), "a second join of the same subscriber returned true");
        require(channel.broadcast(1, ann) == 1, "a broadcast to one other did not return 1");
        require(ann.count.get() == 0, "a broadcast reached its own sender");
        require(bob.count.get() == 1, "a broadcast to one other did not reach it once");
        require(channel.leave(bob) && !channel.leave(bob), "leave did not return true, then false");
        require(channel.broadcast(1, ann) == 0, "a broadcast to nobody did not return 0");
        require(channel.subscribers().equals(List.of(ann)), "subscribers() was not who is in");
    }

    /// Two threads join, each its own; then everybody is in, and gets a message once. They leave,
    /// and nobody is.
    private static void together(BroadcastStrategy<Integer> channel)
            throws Fault, InterruptedException {
        List<List<Counter>> mine = List.of(counters(), counters());
        inParallel(mine, counter -> require(channel.join(counter), "a join returned false"));
        require(
                channel.subscribers().size() == 2 * JOINS,
                "breaks MEMBERSHIP: of %d joins by two threads, %d are in"
                        .formatted(2 * JOINS, channel.subscribers().size()));
        channel.broadcast(1, new Counter());
        for (List<Counter> counters : mine) {
            for (Counter counter : counters) {
                require(
                        counter.count.get() == 1,
                        "breaks DELIVERY: a member got a message %d times"
                                .formatted(counter.count.get()));
            }
        }
        inParallel(mine, counter -> require(channel.leave(counter), "a leave returned false"));
        require(
                channel.subscribers().isEmpty(),
                "breaks MEMBERSHIP: after all have left, %d are in"
                        .formatted(channel.subscribers().size()));
    }

    private interface Call {
        void on(Counter counter) throws Fault;
    }

    private static void inParallel(List<List<Counter>> mine, Call call)
            throws Fault, InterruptedException {
        var start = new CyclicBarrier(mine.size());
        try (var threads =
                Executors.newFixedThreadPool(
                        mine.size(), Thread.ofPlatform().name("contract ", 1).daemon().factory())) {
            List<Future<?>> running = new ArrayList<>();
            for (List<Counter> counters : mine) {
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
                    "breaks MEMBERSHIP: two threads at once, and a call threw " + e.getCause());
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

    /// Counts what it gets, whoever delivers.
    private static final class Counter implements Subscriber<Integer> {
        /// Atomic: a strategy may deliver on several threads.
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
