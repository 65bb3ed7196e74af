package chatlab.step;

import chatlab.strategies.Subscriber;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CountDownLatch;

/// A subscriber of a scenario, who notes what arrives and then behaves in its manner.
final class Receiver implements Subscriber<String> {
    private final String name;
    private Manner manner = Manner.CALM;
    private @Nullable Stage stage;

    /// What arrived, in order, joined by commas. Read by the stepper, for its picture of the state.
    private String inbox = "";

    Receiver(String name) {
        this.name = name;
    }

    /// Takes its part in a performance, with an empty inbox.
    void enter(Stage entered, Manner played) {
        stage = entered;
        manner = played;
        inbox = "";
    }

    @Override
    public boolean deliver(String message) {
        var on = stage;
        if (on == null) throw new IllegalStateException(name + " is in no performance");
        on.history.arrive(name, message);
        inbox = inbox.isEmpty() ? message : inbox.concat(", ").concat(message);
        switch (manner) {
            case CALM -> {}
            case LEAVES -> on.strategy.leave(this);
            case THROWS -> throw new IllegalStateException(name + " refuses");
            case WAITS_FOR_BOB -> await(on.bobEnded);
            case WAITS_FOR_ANOTHER -> {
                on.bothInside.countDown();
                await(on.bothInside);
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
