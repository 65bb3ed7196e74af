package chatlab.step;

import chatlab.strategies.Subscriber;

import java.util.concurrent.CountDownLatch;

/// A subscriber of a scenario, who notes what arrives and then behaves in its manner.
final class Receiver implements Subscriber<String> {
    private final String name;
    private final Manner manner;
    private final Stage stage;

    /// What arrived, in order, joined by commas. Read by the stepper, for its picture of the state.
    private String inbox = "";

    Receiver(String name, Manner manner, Stage stage) {
        this.name = name;
        this.manner = manner;
        this.stage = stage;
    }

    @Override
    public boolean deliver(String message) {
        stage.history.arrive(name, message);
        inbox = inbox.isEmpty() ? message : inbox.concat(", ").concat(message);
        switch (manner) {
            case CALM -> {}
            case LEAVES -> stage.strategy.leave(this);
            case THROWS -> throw new IllegalStateException(name + " refuses");
            case WAITS_FOR_BOB -> await(stage.bobEnded);
            case WAITS_FOR_ANOTHER -> {
                stage.bothInside.countDown();
                await(stage.bothInside);
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
