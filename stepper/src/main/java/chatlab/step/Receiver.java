package chatlab.step;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;

import java.util.concurrent.CountDownLatch;

/// A subscriber of a scenario, who notes what arrives and then behaves in its manner.
final class Receiver implements Subscriber<String> {
    private final String name;
    private final Manner manner;
    private final BroadcastStrategy<String> strategy;
    private final History history;
    private final CountDownLatch bobEnded;
    private final CountDownLatch bothInside;

    /// What arrived, in order, joined by commas. Read by the stepper, for its picture of the state.
    private String inbox = "";

    Receiver(
            String name,
            Manner manner,
            BroadcastStrategy<String> strategy,
            History history,
            CountDownLatch bobEnded,
            CountDownLatch bothInside) {
        this.name = name;
        this.manner = manner;
        this.strategy = strategy;
        this.history = history;
        this.bobEnded = bobEnded;
        this.bothInside = bothInside;
    }

    @Override
    public boolean deliver(String message) {
        history.arrive(name, message);
        inbox = inbox.isEmpty() ? message : inbox.concat(", ").concat(message);
        switch (manner) {
            case CALM -> {}
            case LEAVES -> strategy.leave(this);
            case THROWS -> throw new IllegalStateException(name + " refuses");
            case WAITS_FOR_BOB -> await(bobEnded);
            case WAITS_FOR_ANOTHER -> {
                bothInside.countDown();
                await(bothInside);
            }
        }
        return true;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The same in every JVM, so that a strategy that hashes its subscribers runs alike in all.
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return name;
    }
}
